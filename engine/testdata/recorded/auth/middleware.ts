import { NextResponse } from 'next/server'
import { auth } from './lib/auth'
const publicPaths = ['/', '/login', '/api/auth', '/api/public', '/api/webhooks']
const isPublic = (p: string) => publicPaths.some((x) => p === x || (x !== '/' && p.startsWith(x + '/')))
export default auth((req) => {
  const { pathname, search, origin } = req.nextUrl
  if (pathname === '/login' && req.auth) return NextResponse.redirect(new URL(req.nextUrl.searchParams.get('callbackUrl') ?? '/dashboard', origin))
  if (isPublic(pathname)) return
  if (!req.auth) {
    if (pathname.startsWith('/api/')) return NextResponse.json({ error: 'unauthorized' }, { status: 401, headers: { 'www-authenticate': 'Bearer realm="api"' } })
    const url = req.nextUrl.clone()
    url.pathname = '/login'
    url.search = ''
    url.searchParams.set('callbackUrl', pathname + search)
    return NextResponse.redirect(url)
  }
  if (/^\/(api\/)?admin(\/|$)/.test(pathname) && req.auth.role !== 'admin') {
    if (pathname.startsWith('/api/')) return Response.json({ error: 'forbidden' }, { status: 403 }) as any
    return NextResponse.rewrite(new URL('/not-here', req.url), { status: 403 })
  }
  const headers = new Headers(req.headers)
  headers.set('x-user-id', req.auth.sub)
  headers.set('x-user-role', req.auth.role)
  headers.delete('x-spoof')
  return NextResponse.next({ request: { headers } })
})
export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|.*\\.(?:svg|png|jpg|jpeg|gif|webp)$).*)'] }
