import { cookies, headers } from 'next/headers'
import type { NextRequest } from 'next/server'
export const dynamic = 'force-static'
export async function GET(req: NextRequest) {
  const c = await cookies(), h = await headers()
  return Response.json({ sp: [...req.nextUrl.searchParams], url: req.url, path: req.nextUrl.pathname, headers: [...req.headers].length, hk: [...h.keys()].length, c: c.getAll(), rc: req.cookies.getAll(), has: c.has('a'), ip: h.get('x-forwarded-for'), method: req.method, at: crypto.randomUUID() })
}
