import { NextResponse, type NextRequest } from 'next/server'
export const proxy = (req: NextRequest) => {
  const p = req.nextUrl.pathname
  if (p === '/slashed') return NextResponse.redirect(new URL('/slashed/', req.url))
  if (p === '/slashed/') return Response.json({ p, url: req.url, href: req.nextUrl.href })
  if (p.startsWith('/chain')) { const n = Number(p.slice(6) || 0); return n < 3 ? NextResponse.rewrite(new URL('/chain' + (n + 1), req.url), { headers: { ['x-c' + n]: '1' } }) : NextResponse.rewrite(new URL('/api/chain', req.url)) }
  return NextResponse.next({ headers: { 'x-p': p + req.nextUrl.search } })
}
export const config = { matcher: '/:path*' }
