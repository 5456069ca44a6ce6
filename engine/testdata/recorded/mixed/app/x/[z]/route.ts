import { echo } from '@/lib/echo'
export const GET = echo('/x/[z]')
export const POST = echo('/x/[z]')
