import { echo } from '../../../lib/echo'
export const GET = echo("/api/x")
export const POST = echo("/api/x")
