import { echo } from '@/lib/echo'
export const GET = echo('/v1.2/[s]')
