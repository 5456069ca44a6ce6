import { listed } from '../../lib/data'
export async function GET(req: Request) { const k = new URL(req.url).searchParams.get('k')!; return Response.json(await listed(k)) }