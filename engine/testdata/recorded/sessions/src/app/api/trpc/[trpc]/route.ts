import { echo } from '../../../../../lib/echo'
export const GET = echo("/api/trpc/[trpc]")
export const POST = echo("/api/trpc/[trpc]")
