import { NextResponse, type NextRequest, type NextFetchEvent } from 'next/server'
export const createRouteMatcher = (routes: string[]) => { const rx = routes.map((r) => new RegExp('^' + r + '$')); return (req: NextRequest) => rx.some((x) => x.test(req.nextUrl.pathname)) }
class Protect extends Error { constructor(public kind: 'signin' | 'notfound') { super('protect') } }
type Auth = (() => Promise<{ userId: string | null; orgRole?: string; has: (r: string) => boolean }>) & { protect: (o?: { role?: string }) => Promise<void> }
export const clerkMiddleware = (handler: (auth: Auth, req: NextRequest, ev: NextFetchEvent) => any) => async (req: NextRequest, ev: NextFetchEvent) => {
  const token = req.headers.get('authorization')?.slice(7) ?? req.cookies.get('__session')?.value
  const [userId, orgRole] = token?.split('.') ?? [null, undefined]
  const state = { userId: userId || null, orgRole, has: (r: string) => r === orgRole }
  const auth = Object.assign(async () => state, { protect: async (o?: { role?: string }) => { if (!state.userId) throw new Protect(req.headers.get('accept')?.includes('text/html') || !req.nextUrl.pathname.startsWith('/api') ? 'signin' : 'notfound'); if (o?.role && !state.has(o.role)) throw new Protect('notfound') } }) as Auth
  let res: Response
  try { res = (await handler(auth, req, ev)) ?? NextResponse.next() } catch (e) {
    if (!(e instanceof Protect)) throw e
    if (e.kind === 'signin') { const u = new URL('/sign-in', req.url); u.searchParams.append('redirect_url', req.url); res = NextResponse.redirect(u) }
    else res = NextResponse.rewrite(req.nextUrl.origin + '/clerk_404', { headers: { 'x-clerk-auth-reason': 'protect-rewrite' } })
  }
  const out = new Response(res.body, res)
  out.headers.set('x-clerk-auth-status', state.userId ? 'signed-in' : 'signed-out')
  const h = new Headers(req.headers); h.set('x-clerk-user', state.userId ?? '')
  if (out.headers.get('x-middleware-next')) { const names: string[] = []; h.forEach((v, k) => { names.push(k); out.headers.set('x-middleware-request-' + k, v) }); out.headers.set('x-middleware-override-headers', names.join(',')) }
  if (!state.userId && req.cookies.has('__session')) out.headers.append('Set-Cookie', '__session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT')
  return out
}
