import { echo } from '@/lib/echo'
export const GET = echo('/any/[id]')
export const DELETE = echo('/any/[id]')
