import { echo } from '../../../lib/echo'
export const GET = echo("/h/[...s]")
export const POST = echo("/h/[...s]")
