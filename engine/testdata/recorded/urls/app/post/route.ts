import { echo } from '@/lib/echo'
export const POST = echo('/post')
