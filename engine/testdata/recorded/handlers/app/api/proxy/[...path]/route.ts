import { NextRequest } from 'next/server'
const base = process.env.UPSTREAM_URL!
async function forward(req: NextRequest, { params }: { params: Promise<{ path: string[] }> }) {
  const { path } = await params
  const url = new URL(path.join('/') + req.nextUrl.search, base + '/')
  const h = new Headers(); for (const [k, v] of req.headers) if (k.startsWith('x-fwd') || k === 'content-type' || k === 'authorization') h.set(k, v)
  h.set('x-via', 'handler')
  const ctl = new AbortController(); const timer = setTimeout(() => ctl.abort(new Error('upstream timeout')), 150)
  try {
    const init: any = { method: req.method, headers: h, redirect: 'manual', signal: ctl.signal, cache: 'no-store' }
    if (!['GET', 'HEAD'].includes(req.method)) { init.body = req.body; init.duplex = 'half' }
    const up = await fetch(url, init); const out = new Headers(up.headers); for (const k of ['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']) out.delete(k)
    out.set('x-upstream', `${up.status} ${up.statusText} ${up.type} ${up.redirected}`)
    return new Response(up.body, { status: up.status, headers: out })
  } catch (e: any) { return Response.json({ error: e.name, message: e.message, cause: e.cause?.code ?? null }, { status: 502 }) } finally { clearTimeout(timer) }
}
export { forward as GET, forward as POST, forward as PUT, forward as DELETE, forward as PATCH }
