import { echo } from '../../../../lib/echo'
export const GET = echo("/api/e/[id]")
export const POST = echo("/api/e/[id]")
