import { echo } from '@/lib/echo'
export const GET = echo('/target')
export const POST = echo('/target')
