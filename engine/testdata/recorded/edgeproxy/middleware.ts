import { NextResponse, type NextRequest, type NextFetchEvent } from 'next/server'
let n = 0
export async function middleware(request: NextRequest, event: NextFetchEvent) {
  const { pathname, searchParams } = request.nextUrl
  if (pathname === '/h/count') return NextResponse.json({ n: ++n })
  if (pathname.startsWith('/h/deny')) return new NextResponse('denied', { status: 403, headers: { 'x-why': 'deny' } })
  if (pathname === '/h/env') return NextResponse.json({ rt: process.env.NEXT_RUNTIME, edge: typeof (globalThis as any).EdgeRuntime, proc: typeof process, buf: typeof Buffer })
  if (pathname === '/h/digest') { const d = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(searchParams.get('s') ?? '')); return new Response([...new Uint8Array(d)].map((b) => b.toString(16).padStart(2, '0')).join('')) }
  if (pathname === '/h/hmac') { const k = await crypto.subtle.importKey('raw', new TextEncoder().encode('secret'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']); const s = await crypto.subtle.sign('HMAC', k, new TextEncoder().encode('msg')); return new Response(btoa(String.fromCharCode(...new Uint8Array(s)))) }
  if (pathname === '/h/stream') return new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode('a')); c.enqueue(new TextEncoder().encode('b')); c.close() } }))
  const headers = new Headers(request.headers); headers.set('x-from-mw', pathname)
  return NextResponse.next({ request: { headers } })
}
export const config = { matcher: ['/h/:path*', '/edge', '/lock/:id', { source: '/opt/:a?/:b?', missing: [{ type: 'cookie', key: 'no' }] }, { source: '/x/(\\d+)', has: [{ type: 'query', key: 'go', value: '(?:1|yes)' }] }, '/re/((?!skip).*)'] }
