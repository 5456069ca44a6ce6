import { echo } from '../../../lib/echo'
export const GET = echo("/api/[...p]")
export const POST = echo("/api/[...p]")
