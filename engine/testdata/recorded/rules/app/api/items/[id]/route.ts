import { echo } from '@/lib/echo'
export const GET = echo('/api/items/[id]')
export const POST = echo('/api/items/[id]')
