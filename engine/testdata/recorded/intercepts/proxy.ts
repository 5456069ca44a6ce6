import { NextResponse, type NextRequest } from 'next/server'
export function proxy(req: NextRequest) {
  const h = ['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-url', 'next-router-segment-prefetch'].map((k) => k + '=' + req.headers.get(k)).join(' ')
  const m = req.nextUrl.searchParams.get('m')
  if (m === 'rw') return NextResponse.rewrite(new URL('/api/x?z=1', req.url))
  if (m === 'red') return NextResponse.redirect(new URL('/api/x', req.url))
  if (m === 'info') return new Response(h + ' ' + req.nextUrl.href.replace(req.nextUrl.origin, '') + ' ' + req.url.replace(req.nextUrl.origin, ''))
  const headers = new Headers(req.headers); headers.set('x-seen', h)
  return NextResponse.next(m === 'ov' ? { request: { headers } } : { headers: { 'x-seen': h } })
}
