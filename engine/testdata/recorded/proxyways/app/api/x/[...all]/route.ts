import { echo } from '@/lib/echo'
export const GET = echo('/api/x/[...all]')
export const POST = echo('/api/x/[...all]')
