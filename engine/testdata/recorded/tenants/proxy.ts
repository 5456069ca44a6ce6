import { NextRequest, NextResponse } from 'next/server'
export const config = { matcher: ['/((?!api/|_next/|_static/|_vercel|[\\w-]+\\.\\w+).*)'] }
const ROOT = process.env.NEXT_PUBLIC_ROOT_DOMAIN ?? 'platform.test'
export default async function proxy(req: NextRequest) {
  const url = req.nextUrl
  let hostname = req.headers.get('host')!.replace(/\.localhost(:\d+)?$/, '.' + ROOT).replace(/:\d+$/, '')
  const params = req.nextUrl.searchParams.toString()
  const path = url.pathname + (params.length > 0 ? '?' + params : '')
  if (hostname === 'app.' + ROOT) return NextResponse.rewrite(new URL('/app' + (path === '/' ? '' : path), req.url))
  if (hostname === ROOT || hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.acme.test') || hostname.startsWith('docs.') || hostname.endsWith('tenants.test')) return NextResponse.next()
  return NextResponse.rewrite(new URL('/sites/' + hostname + (path === '/' ? '' : path), req.url))
}
