import { echo } from '../../../lib/echo'
export const GET = echo("/a/[id]")
export const POST = echo("/a/[id]")
