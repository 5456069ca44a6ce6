import { bump, log } from '@/lib/state'
export const revalidate = 2
let own = 0
export async function GET() { log.add('cached'); return Response.json({ own: ++own, at: crypto.randomUUID() }) }
