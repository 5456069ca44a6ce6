import { cookies, headers, draftMode } from 'next/headers'
export async function GET() { const c = await cookies(), h = await headers(); return Response.json({ v: c.get('a')?.value ?? null, h: h.get('x-probe'), at: crypto.randomUUID() }) }
export async function POST() { (await cookies()).set('made', '1'); return Response.json({ ok: 1 }) }
