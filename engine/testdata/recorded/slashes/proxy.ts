import { NextRequest, NextResponse } from 'next/server'
export default function proxy(req: NextRequest) {
  const u = req.nextUrl, mode = u.searchParams.get('m')
  const info = [u.pathname, u.basePath, (u as any).trailingSlash, new URL(req.url).pathname, u.href.replace(u.origin, '')].join('|')
  if (mode === 'info') return new Response(info)
  if (mode === 'clone') { const c = u.clone(); c.pathname = '/api/u/cloned'; return NextResponse.rewrite(c) }
  if (mode === 'cloneslash') { const c = u.clone(); c.pathname = '/api/u/slashed/'; return NextResponse.rewrite(c) }
  if (mode === 'red') { const c = u.clone(); c.pathname = '/cart'; c.search = ''; return NextResponse.redirect(c) }
  if (mode === 'red2') return NextResponse.redirect(new URL('/cart', req.url))
  if (mode === 'red3') return NextResponse.redirect(new URL(u.basePath + '/cart', req.url), 308)
  if (mode === 'url') return NextResponse.rewrite(new URL('/api/u/fromurl', req.url))
  if (mode === 'url2') return NextResponse.rewrite(new URL(u.basePath + '/api/u/fromurl2', req.url))
  if (mode === 'nobase') { const c = u.clone(); c.basePath = ''; c.pathname = '/api/u/nb'; return NextResponse.rewrite(c) }
  if (mode === 'base') { const c = u.clone(); c.basePath = '/other'; return NextResponse.redirect(c) }
  if (mode === 'search') { const c = u.clone(); c.searchParams.set('added', 'ä b'); c.searchParams.delete('m'); return NextResponse.rewrite(c) }
  if (mode === 'locale') { const c = u.clone(); try { (c as any).locale = 'de' } catch (e: any) { return new Response(e.constructor.name + ': ' + e.message) } return new Response(String(c)) }
  if (mode === 'hash') { const c = u.clone(); c.hash = 'frag'; c.pathname = '/cart'; return NextResponse.redirect(c) }
  if (mode === 'host') { const c = u.clone(); c.host = 'example.org'; c.port = '81'; c.protocol = 'https'; return NextResponse.redirect(c) }
  return NextResponse.next({ headers: { 'x-info': info } })
}
