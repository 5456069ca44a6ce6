import { echo } from '../../../../lib/echo'
export const GET = echo("/(app)/projects/[id]")
