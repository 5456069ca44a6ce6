import { echo } from '../../lib/echo'
export const GET = echo("/shadow.txt")
export const POST = echo("/shadow.txt")
