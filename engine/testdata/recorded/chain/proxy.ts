import { NextResponse, userAgent, URLPattern } from 'next/server'
import { chain, type Step } from './lib/chain'
import table from './redirects.json'
const hits = new Map<string, number>()
let serial = 0
const requestId: Step = (req, _ev, res) => { res.headers.set('x-request-id', req.headers.get('x-request-id') ?? 'gen-' + ++serial) }
const limit: Step = (req, _ev, res) => { const key = req.headers.get('x-key'); if (!key) return; const n = (hits.get(key) ?? 0) + 1; hits.set(key, n); res.headers.set('x-ratelimit-limit', '3'); res.headers.set('x-ratelimit-remaining', String(Math.max(0, 3 - n))); if (n > 3) return NextResponse.json({ error: 'Too many requests' }, { status: 429, headers: { 'retry-after': '60' } }) }
const lookup: Step = (req) => { const to = (table as Record<string, string | null>)[req.nextUrl.pathname]; if (to === undefined) return; if (to === null) return new Response('Gone', { status: 410 }); return NextResponse.redirect(new URL(to, req.url), to.startsWith('/') ? 308 : 302) }
const bots: Step = (req) => { const ua = userAgent(req); if (ua.isBot && req.nextUrl.pathname.startsWith('/api/')) return new Response('no bots', { status: 403 }); if (ua.device.type === 'mobile' && req.nextUrl.pathname === '/') { const u = req.nextUrl.clone(); u.pathname = '/m'; u.searchParams.set('viewport', 'mobile'); return NextResponse.rewrite(u) } }
const geo: Step = (req, _e, res) => { const c = req.headers.get('x-vercel-ip-country') ?? req.headers.get('cf-ipcountry'); if (c === 'XX') return new NextResponse(null, { status: 451 }); if (c) res.cookies.set('country', c) }
const beacon: Step = (req, ev) => { if (req.nextUrl.searchParams.has('log')) ev.waitUntil(fetch(process.env.UPSTREAM_URL + '/event?e=chain-' + req.nextUrl.searchParams.get('log'))) }
const lower: Step = (req) => { const p = req.nextUrl.pathname; if (/[A-Z]/.test(p) && !p.startsWith('/api')) { const u = req.nextUrl.clone(); u.pathname = p.toLowerCase(); return NextResponse.redirect(u, 301) } }
const basic: Step = (req) => { if (!req.nextUrl.pathname.startsWith('/api/secure')) return; const [u, p] = atob(req.headers.get('authorization')?.split(' ')[1] ?? '').split(':'); if (u !== 'user' || p !== 'pass') return new Response('Auth required', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Secure Area"' } }) }
export const proxy = chain(requestId, limit, lookup, bots, geo, beacon, lower, basic)
export const config = { matcher: ['/((?!_next|.*\\..*).*)', '/api/:path*'], unknown: 1 }
void URLPattern
