import { echo } from '../../../lib/echo'
export const GET = echo("/p/[...all]")
export const POST = echo("/p/[...all]")
