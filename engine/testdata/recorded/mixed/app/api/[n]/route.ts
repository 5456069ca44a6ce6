import { echo } from '@/lib/echo'
export const GET = echo('/api/[n]')
export const POST = echo('/api/[n]')
