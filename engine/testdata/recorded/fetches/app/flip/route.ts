import { U } from '@/lib/up'
export async function POST(req: Request) { const b = await req.json(); await fetch(`${U}/flip?k=${b.k}&on=${b.on}`); return Response.json({ ok: 1 }) }
