import { NextResponse, type NextRequest, type NextFetchEvent } from 'next/server'
export type Session = { sub: string; role: string; exp: number }
export function decode(t?: string): Session | null {
  if (!t) return null
  try { const s = JSON.parse(Buffer.from(t.split('.')[1], 'base64url').toString()) as Session; return s.exp * 1000 > Date.now() ? s : null } catch { return null }
}
export type AuthRequest = NextRequest & { auth: Session | null }
export function auth(handler: (req: AuthRequest, ev: NextFetchEvent) => any) {
  return async (req: NextRequest, ev: NextFetchEvent) => {
    const session = decode(req.cookies.get('session')?.value ?? req.headers.get('authorization')?.replace(/^Bearer /, ''))
    const r = Object.assign(req, { auth: session }) as AuthRequest
    let res: NextResponse | undefined = await handler(r, ev)
    res ??= NextResponse.next()
    if (session && req.cookies.has('session')) { res.cookies.set('session', req.cookies.get('session')!.value, { httpOnly: true, sameSite: 'lax', path: '/', secure: req.nextUrl.protocol === 'https:' }) }
    else if (req.cookies.has('session')) res.cookies.delete('session')
    return res
  }
}
