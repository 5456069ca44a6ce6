import { NextRequest, NextResponse } from 'next/server'
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(request.headers.get('x-seed') ?? 'fixed').toString('base64')
  const csp = `
    default-src 'self';
    script-src 'self' 'nonce-${nonce}' 'strict-dynamic';
    style-src 'self' 'nonce-${nonce}';
    upgrade-insecure-requests;
`.replace(/\s{2,}/g, ' ').trim()
  const requestHeaders = new Headers(request.headers)
  requestHeaders.set('x-nonce', nonce)
  requestHeaders.set('Content-Security-Policy', csp)
  const response = NextResponse.next({ request: { headers: requestHeaders } })
  response.headers.set('Content-Security-Policy', csp)
  response.headers.append('set-cookie', 'px=1; Path=/')
  response.headers.append('set-cookie', 'both=proxy; Path=/')
  response.headers.set('x-dup', 'proxy')
  response.headers.set('vary', 'X-Proxy')
  return response
}
export const config = { matcher: [{ source: '/((?!_next/static|_next/image|favicon.ico).*)', missing: [{ type: 'header', key: 'next-router-prefetch' }, { type: 'header', key: 'purpose', value: 'prefetch' }] }] }
