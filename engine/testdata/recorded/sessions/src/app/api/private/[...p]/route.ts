import { echo } from '../../../../../lib/echo'
export const GET = echo("/api/private/[...p]")
export const POST = echo("/api/private/[...p]")
