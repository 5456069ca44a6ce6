import { echo } from '../../../../lib/echo'
export const GET = echo("/api/echo/[...p]")
export const POST = echo("/api/echo/[...p]")
