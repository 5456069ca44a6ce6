import { log } from '@/lib/state'
export const dynamic = 'force-static'
let own = 0
export async function GET(_: Request, { params }: any) { log.add('id ' + (await params).id); return Response.json({ ...(await params), own: ++own }) }
