import { bump, hits, log } from '@/lib/state'
let own = 0
export async function GET() { log.add('count'); return Response.json({ own: ++own, shared: bump(), hits }) }
export async function POST() { own = 0; return Response.json({ own }) }
