import { echo } from '@/lib/echo'
export const GET = echo('gsph-rest')
export const POST = echo('gsph-rest')
