import { hits, log } from '@/lib/state'
export async function GET() { return Response.json({ hits, log: log.all }) }
