import { echo } from '@/lib/echo'
export const GET = echo('/caf%C3%A9')
