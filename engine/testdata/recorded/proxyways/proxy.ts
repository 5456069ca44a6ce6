import { NextResponse, NextRequest, type NextFetchEvent } from 'next/server'
const done: string[] = []
const cases: Record<string, (r: NextRequest, e: NextFetchEvent) => any> = {
  json: () => NextResponse.json({ from: 'proxy' }, { status: 201, headers: { 'x-j': '1', 'x-both': 'proxy' } }),
  text: () => new Response('plain', { status: 418 }),
  stream: () => new Response(new ReadableStream({ async start(c) { for (const s of ['a', 'b', 'c']) { c.enqueue(new TextEncoder().encode(s)); await new Promise((r) => setTimeout(r, 5)) } c.close() } })),
  cookies: () => { const r = NextResponse.json({ ok: 1 }); r.cookies.set('a', '1', { httpOnly: true, path: '/', sameSite: 'lax' }); r.cookies.set('b', 'x y'); r.cookies.delete('gone'); return r },
  nextcookies: (q) => { const r = NextResponse.next(); r.cookies.set('n', '1'); r.cookies.set('m', '2', { path: '/x', secure: true }); return r },
  reqcookie: (q) => { q.cookies.set('injected', 'yes'); q.cookies.delete('drop'); return NextResponse.next({ request: q }) },
  hdr: (q) => { const h = new Headers(q.headers); h.set('x-new', 'n'); h.delete('x-drop'); h.append('x-multi', 'b'); return NextResponse.next({ request: { headers: h } }) },
  reshdr: () => { const r = NextResponse.next(); r.headers.set('x-out', 'proxy'); r.headers.append('x-out2', '1'); r.headers.append('x-out2', '2'); r.headers.set('cache-control', 'private'); return r },
  set: () => { const r = NextResponse.next(); r.headers.set('x-out', 'proxy'); r.headers.set('cache-control', 'no-cache'); r.cookies.set('p', '1'); return r },
  rw: (q) => NextResponse.rewrite(new URL('/api/target', q.url)),
  rwq: (q) => { const u = q.nextUrl.clone(); u.pathname = '/api/target'; u.searchParams.set('added', '1'); return NextResponse.rewrite(u) },
  rwhdr: (q) => NextResponse.rewrite(new URL('/free', q.url), { request: { headers: new Headers({ 'x-only': '1' }) }, headers: { 'x-resp': 'r' } }),
  rwfree: (q) => NextResponse.rewrite(new URL('/free?z=1', q.url)),
  rwpage: (q) => NextResponse.rewrite(new URL('/st', q.url)),
  rwpub: (q) => NextResponse.rewrite(new URL('/pub.txt', q.url)),
  rw404: (q) => NextResponse.rewrite(new URL('/none/such', q.url)),
  rwstatus: (q) => NextResponse.rewrite(new URL('/free', q.url), { status: 202 }),
  rwext: (q) => NextResponse.rewrite(process.env.UPSTREAM_URL + '/echo?via=proxy'),
  rwcookie: (q) => { const r = NextResponse.rewrite(new URL('/free', q.url)); r.cookies.set('rw', '1'); return r },
  red: (q) => NextResponse.redirect(new URL('/login?next=' + encodeURIComponent(q.nextUrl.pathname), q.url)),
  red308: (q) => NextResponse.redirect(new URL('/free', q.url), 308),
  redinit: (q) => NextResponse.redirect(new URL('/free', q.url), { status: 303, headers: { 'x-r': '1', 'set-cookie': 'r=1' } }),
  redext: () => NextResponse.redirect('https://example.com/a?b=c'),
  redrel: () => new Response(null, { status: 302, headers: { location: '/free' } }),
  redclone: (q) => { const u = q.nextUrl.clone(); u.pathname = '/login'; u.search = ''; u.hash = 'h'; return NextResponse.redirect(u) },
  resredir: (q) => Response.redirect(new URL('/free', q.url)),
  boom: () => { throw new Error('no') },
  areject: async () => { await 0; throw new TypeError('later') },
  undef: () => undefined,
  nul: () => null,
  str: () => 'text' as any,
  empty: () => new Response(null, { status: 204 }),
  plainnext: () => new Response('body?', { headers: { 'x-middleware-next': '1', 'x-h': '1' } }),
  wait: async () => { await new Promise((r) => setTimeout(r, 15)); return NextResponse.next({ headers: { 'x-waited': '1' } }) },
  until: (q, e) => { e.waitUntil(new Promise<void>((r) => setTimeout(() => { done.push('until'); r() }, 5))); return NextResponse.next() },
  done: () => Response.json(done),
  body: async (q) => { const t = await q.text(); const h = new Headers(q.headers); h.set('x-len', String(t.length)); return NextResponse.next({ request: { headers: h } }) },
  bodyclone: async (q) => { const t = await q.clone().text(); return new Response('saw ' + t) },
  info: (q, e) => Response.json({ url: q.url, path: q.nextUrl.pathname, search: q.nextUrl.search, q: Object.fromEntries(q.nextUrl.searchParams), host: q.headers.get('host'), nhost: q.nextUrl.host, origin: q.nextUrl.origin, proto: q.nextUrl.protocol, port: q.nextUrl.port, href: q.nextUrl.href, m: q.method, base: q.nextUrl.basePath, locale: q.nextUrl.locale, build: q.nextUrl.buildId ?? null, ip: (q as any).ip ?? null, event: Object.keys(e), xf: [...q.headers].filter(([k]) => k.startsWith('x-') && k !== 'x-forwarded-port').map(([k, v]) => k + '=' + v) }),
  err: () => NextResponse.error(),
  status: (q) => new NextResponse('s', { status: Number(q.nextUrl.searchParams.get('s')), statusText: 'Odd' }),
}
export async function proxy(req: NextRequest, event: NextFetchEvent) {
  const parts = req.nextUrl.pathname.split('/')
  const f = Object.hasOwn(cases, parts.at(-1)!) ? cases[parts.at(-1)!] : undefined
  if (f) return f(req, event)
  if (req.nextUrl.pathname.startsWith('/dash') && !req.cookies.has('tok')) return NextResponse.redirect(new URL('/login', req.url))
  if (req.method === 'OPTIONS') return new NextResponse(null, { status: 204, headers: { 'access-control-allow-origin': req.headers.get('origin') ?? '*', 'access-control-allow-methods': 'GET,POST' } })
  const res = NextResponse.next({ headers: { 'x-ran': req.nextUrl.pathname } })
  return res
}
export const config = { matcher: [
  '/api/:path*', '/dash/:s', '/info', '/none/:p*', '/rw-cfg/:p*', '/pg/:id', '/pub.txt', '/old',
  { source: '/m-has', has: [{ type: 'header', key: 'x-go', value: 'y(es)?' }, { type: 'query', key: 'q' }] },
  { source: '/m-miss', missing: [{ type: 'cookie', key: 'skip' }, { type: 'header', key: 'purpose', value: 'prefetch' }] },
  { source: '/m-num/:n(\\d+)/:rest*' }, '/m-opt/:a?', '/m-plus/:a+', '/(de|en)/home',
] }
