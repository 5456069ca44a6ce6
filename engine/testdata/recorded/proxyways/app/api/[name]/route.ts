import { echo } from '@/lib/echo'
export const GET = echo('/api/[name]')
export const POST = echo('/api/[name]')
