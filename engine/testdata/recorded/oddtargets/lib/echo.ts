
export const echo = (name: string) => async (req: any, ctx?: any) => {
  const h: any = {}
  for (const [k, v] of req.headers) if ((k.startsWith('x-') && k !== 'x-forwarded-port' && k !== 'x-forwarded-for') || ['host', 'authorization', 'origin', 'content-type'].includes(k)) h[k] = v
  return Response.json({ route: name, m: req.method, url: req.url, path: req.nextUrl.pathname, search: req.nextUrl.search, base: req.nextUrl.basePath, locale: req.nextUrl.locale, params: ctx?.params ? await ctx.params : null, h, cookies: req.cookies.getAll(), body: req.method === 'GET' || req.method === 'HEAD' ? undefined : await req.text() }, { headers: { 'x-handler': name } })
}
