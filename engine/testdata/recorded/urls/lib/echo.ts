import type { NextRequest } from 'next/server'
export const echo = (name: string) => async (req: NextRequest, ctx?: any) => {
  const seen: Record<string, string> = {}
  for (const [k, v] of req.headers) if (/^x-(?!forwarded)|^cookie$|^host$|^authorization$|^content-type$/.test(k)) seen[k] = v
  const u = req.nextUrl
  return Response.json({ route: name, method: req.method, url: req.url, path: u.pathname, search: u.search, base: u.basePath, locale: u.locale ?? null, params: ctx?.params ? await ctx.params : null, seen })
}
