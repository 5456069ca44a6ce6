import { NextResponse } from 'next/server'
import type { NextRequest } from 'next/server'
const langs = ['en', 'de', 'fr']
function pick(req: NextRequest) {
  const wanted = (req.headers.get('accept-language') ?? 'en').split(',').map((s) => s.split(';')[0].trim().slice(0, 2))
  return wanted.find((l) => langs.includes(l)) ?? 'en'
}
export default function middleware(req: NextRequest) {
  const { pathname, search } = req.nextUrl
  const host = (req.headers.get('host') ?? '').split(':')[0]
  const tenant = host.endsWith('.tenant.test') ? host.split('.')[0] : null
  if (tenant) return NextResponse.rewrite(new URL('/app/' + tenant + pathname + search, req.url))
  if (pathname === '/') return NextResponse.redirect(new URL('/' + pick(req) + '/about', req.url))
  if (pathname === '/secret') {
    const auth = req.headers.get('authorization')
    if (auth !== 'Basic ' + btoa('u:p')) return new NextResponse('Auth required', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="x"' } })
    return NextResponse.rewrite(new URL('/home', req.url))
  }
  if (pathname.startsWith('/maint')) { req.nextUrl.pathname = '/home'; req.nextUrl.searchParams.delete('x'); return NextResponse.rewrite(req.nextUrl) }
  if (pathname.startsWith('/nodots')) return NextResponse.redirect(new URL(pathname.replace('nodots', 'blog') + '?f=' + req.nextUrl.searchParams.getAll('f').join('-'), req.nextUrl.origin))
  const res = NextResponse.next()
  res.headers.set('x-mw', pathname + '|' + search)
  res.headers.set('x-rid', req.headers.get('x-request-id') ?? 'none')
  res.headers.set('Content-Security-Policy', "default-src 'self'")
  if (!req.cookies.get('visited')) res.cookies.set({ name: 'visited', value: '1', maxAge: 60, path: '/' })
  return res
}
export const config = { matcher: ['/((?!api|_next/static|_next/image|favicon.ico|.*\\.png$).*)'] }
