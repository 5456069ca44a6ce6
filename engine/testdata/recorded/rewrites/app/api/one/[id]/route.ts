import { echo } from '../../../../lib/echo'
export const GET = echo("/api/one/[id]")
export const POST = echo("/api/one/[id]")
