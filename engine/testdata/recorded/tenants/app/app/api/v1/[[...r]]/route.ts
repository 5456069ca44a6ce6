import { echo } from '../../../../../lib/echo'
export const GET = echo("/app/api/v1/[[...r]]")
