import { U } from '@/lib/up'
export async function GET(req: Request) { const c = new URL(req.url).searchParams.get('c'); const r = await fetch(`${U}/status?code=${c}&body=b`, { cache: 'force-cache' }); return Response.json({ s: r.status, ok: r.ok, t: await r.text() }) }
