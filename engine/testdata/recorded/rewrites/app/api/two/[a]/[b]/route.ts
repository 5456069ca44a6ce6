import { echo } from '../../../../../lib/echo'
export const GET = echo("/api/two/[a]/[b]")
