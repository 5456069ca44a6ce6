import { createHmac, timingSafeEqual } from 'node:crypto'
import { revalidateTag, updateTag, refresh } from 'next/cache'
import { NextResponse } from 'next/server'
const secret = 'hush'
export async function POST(req: Request) {
  const raw = await req.text()
  const want = createHmac('sha256', secret).update(raw).digest('hex')
  const got = req.headers.get('x-signature') ?? ''
  if (got !== 'skip' && (got.length !== want.length || !timingSafeEqual(Buffer.from(got), Buffer.from(want)))) return NextResponse.json({ error: 'bad signature' }, { status: 401 })
  const ev = JSON.parse(raw)
  try {
    for (const t of ev.tags ?? []) {
      if (ev.profile === undefined) (revalidateTag as any)(t)
      else revalidateTag(t, ev.profile)
    }
    if (ev.update) updateTag(ev.update)
    if (ev.refresh) refresh()
  } catch (e: any) { return Response.json({ error: e.name, message: e.message }, { status: 500 }) }
  return NextResponse.json({ revalidated: true, n: (ev.tags ?? []).length })
}
