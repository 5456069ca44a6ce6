import { NextRequest, NextResponse } from 'next/server'
import { routing } from '@/i18n/routing'
const { locales, defaultLocale } = routing
function fromPath(p: string) { const s = p.split('/')[1]; return locales.find((l) => l.toLowerCase() === s.toLowerCase()) }
function negotiate(req: NextRequest) {
  const c = req.cookies.get('NEXT_LOCALE')?.value
  if (c && locales.includes(c)) return c
  const al = (req.headers.get('accept-language') ?? '').split(',').map((x) => { const [t, q] = x.trim().split(';q='); return { t, q: q ? Number(q) : 1 } }).sort((a, b) => b.q - a.q)
  for (const { t } of al) { const m = locales.find((l) => l.toLowerCase() === t.toLowerCase() || l.split('-')[0] === t.split('-')[0]); if (m) return m }
  return defaultLocale
}
export function proxy(req: NextRequest) {
  const { pathname } = req.nextUrl
  const inPath = fromPath(pathname)
  const locale = inPath ?? negotiate(req)
  const headers = new Headers(req.headers)
  headers.set('X-NEXT-INTL-LOCALE', locale)
  const rest = inPath ? pathname.slice(inPath.length + 1) || '/' : pathname
  const link = locales.map((l) => '<' + new URL((l === defaultLocale ? '' : '/' + l) + rest, req.url) + '>; rel="alternate"; hreflang="' + l + '"').join(', ')
  let res: NextResponse
  if (inPath === defaultLocale) res = NextResponse.redirect(new URL(rest + req.nextUrl.search, req.url))
  else if (inPath && pathname.split('/')[1] !== inPath) res = NextResponse.redirect(new URL('/' + inPath + rest + req.nextUrl.search, req.url))
  else if (!inPath && locale !== defaultLocale) res = NextResponse.redirect(new URL('/' + locale + (rest === '/' ? '' : rest) + req.nextUrl.search, req.url))
  else if (!inPath) res = NextResponse.rewrite(new URL('/' + locale + (rest === '/' ? '' : rest) + req.nextUrl.search, req.url), { request: { headers } })
  else {
    const real = Object.entries(routing.pathnames).find(([, m]) => m[locale] === rest)?.[0]
    res = real ? NextResponse.rewrite(new URL('/' + locale + real + req.nextUrl.search, req.url), { request: { headers } }) : NextResponse.next({ request: { headers } })
  }
  res.headers.set('link', link)
  if (req.cookies.get('NEXT_LOCALE')?.value !== locale) res.cookies.set('NEXT_LOCALE', locale, { path: '/', sameSite: 'lax' })
  return res
}
export const config = { matcher: ['/', '/(de|en|pt-BR)/:path*', '/((?!api|_next|_vercel|.*\\..*).*)'] }
