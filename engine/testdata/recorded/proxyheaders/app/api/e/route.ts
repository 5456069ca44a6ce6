import { echo } from '../../../lib/echo'
export const GET = echo("/api/e")
export const POST = echo("/api/e")
