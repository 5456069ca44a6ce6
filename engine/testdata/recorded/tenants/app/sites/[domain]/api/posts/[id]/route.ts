import { echo } from '../../../../../../lib/echo'
export const GET = echo("/sites/[domain]/api/posts/[id]")
export const POST = echo("/sites/[domain]/api/posts/[id]")
