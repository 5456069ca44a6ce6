import { echo } from '../../../../lib/echo'
export const GET = echo("/[locale]/items/[id]")
export const POST = echo("/[locale]/items/[id]")
