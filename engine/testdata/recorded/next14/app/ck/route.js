import { cookies, headers, draftMode } from 'next/headers'
export async function GET() { const c = cookies(), h = headers(), d = draftMode(); return Response.json({ then: typeof c.then, c: typeof c.get, v: c.get?.('a')?.value ?? null, h: typeof h.get, hv: h.get?.('x-probe') ?? null, d: d.isEnabled ?? null, size: c.size ?? null, all: c.getAll?.().length ?? null, at: crypto.randomUUID() }) }
