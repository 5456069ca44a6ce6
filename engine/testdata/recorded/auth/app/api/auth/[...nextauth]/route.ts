import { echo } from '../../../../lib/echo'
export const GET = echo("/api/auth/[...nextauth]")
export const POST = echo("/api/auth/[...nextauth]")
