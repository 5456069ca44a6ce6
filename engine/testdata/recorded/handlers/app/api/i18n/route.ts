import { NextRequest, NextResponse } from 'next/server'
import { cookies } from 'next/headers'
const dict: Record<string, any> = { en: { hi: 'Hello, {name}!', items: { one: '{n} item', other: '{n} items' } }, de: { hi: 'Hallo, {name}!', items: { one: '{n} Ding', other: '{n} Dinge' } }, fr: { hi: 'Bonjour, {name} !', items: { one: '{n} chose', other: '{n} choses' } }, pl: { hi: 'Cześć', items: { one: '{n} rzecz', few: '{n} rzeczy', many: '{n} rzeczy!', other: '{n} rzeczy?' } } }
const negotiate = (h: string | null) => { const list = (h ?? '').split(',').map((p) => { const [tag, ...ps] = p.trim().split(';'); const q = ps.map((x) => x.trim()).find((x) => x.startsWith('q=')); return { tag: tag.toLowerCase(), q: q ? Number(q.slice(2)) : 1 } }).filter((x) => x.tag && !Number.isNaN(x.q) && x.q > 0).sort((a, b) => b.q - a.q); for (const { tag } of list) { if (dict[tag]) return tag; const base = tag.split('-')[0]; if (dict[base]) return base } return 'en' }
export async function GET(req: NextRequest) {
  const jar = await cookies(), q = req.nextUrl.searchParams; const lang = q.get('lang') ?? jar.get('lang')?.value ?? negotiate(req.headers.get('accept-language')); if (!dict[lang]) return NextResponse.json({ error: `Unsupported locale: ${lang}`, supported: Object.keys(dict).sort((a, b) => a.localeCompare(b)) }, { status: 406 })
  const n = Number(q.get('n') ?? 1), name = q.get('name') ?? 'world'; const fill = (s: string) => s.replace(/\{(\w+)\}/g, (_, k) => ({ name, n: String(n) } as any)[k] ?? `{${k}}`)
  const rule = new Intl.PluralRules(lang).select(n)
  const res = NextResponse.json({ lang, hi: fill(dict[lang].hi), items: fill(dict[lang].items[rule] ?? dict[lang].items.other), rule, num: new Intl.NumberFormat('en-US').format(1234567.891), date: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(0)), list: new Intl.ListFormat('en', { type: 'conjunction' }).format(['a', 'b', 'c']), rel: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-1, 'day') }, { headers: { 'content-language': lang, vary: 'accept-language, cookie' } })
  if (q.has('save')) res.cookies.set('lang', lang, { path: '/', maxAge: 31536000, sameSite: 'lax' })
  return res
}
