import { echo } from '../../../../../lib/echo'
export const GET = echo("/api/admin/users/[id]")
export const PUT = echo("/api/admin/users/[id]")
