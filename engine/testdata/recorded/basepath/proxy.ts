import { NextResponse, NextRequest } from 'next/server'
export default function (req: NextRequest) {
  const u = req.nextUrl
  const p = u.pathname
  if (p.startsWith('/rw')) { const c = u.clone(); c.pathname = '/api/rewritten'; return NextResponse.rewrite(c) }
  if (p.startsWith('/red')) { const c = u.clone(); c.pathname = '/about'; return NextResponse.redirect(c) }
  if (p.startsWith('/raw-red')) return NextResponse.redirect(new URL('/about', req.url))
  if (p.startsWith('/raw-rw')) return NextResponse.rewrite(new URL('/docs/api/raw', req.url))
  if (p.startsWith('/info')) return Response.json({ url: req.url, p, base: u.basePath, href: u.href, ts: u.toString() })
  const r = NextResponse.next()
  r.headers.set('x-p', p + '|' + u.basePath + '|' + new URL(req.url).pathname)
  return r
}
