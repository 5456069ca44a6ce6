import { echo } from '../../../lib/echo'
export const GET = echo("/api/me")
export const POST = echo("/api/me")
export const DELETE = echo("/api/me")
