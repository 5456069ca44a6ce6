import { echo } from '../../../../lib/echo'
export const POST = echo("/api/webhook")
