import { echo } from '@/lib/echo'
export const GET = echo('/free')
export const POST = echo('/free')
