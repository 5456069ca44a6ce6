import { t } from '@/lib/up'
const o = { cache: 'force-cache' as const }
export async function GET() {
  const r: any = {}
  const put = async (k: string, f: () => Promise<any>) => { try { r[k] = await f() } catch (e: any) { r[k] = e.message } }
  await put('a', () => t('/ticket?k', o)); await put('b', () => t('/ticket?k', { ...o, headers: { 'x-a': '1' } })); await put('c', () => t('/ticket?k', { ...o, headers: { 'x-a': '2' } })); await put('d', () => t('/ticket?k', { ...o, headers: { 'X-A': '1' } }))
  await put('e', () => t('/ticket?k', { ...o, method: 'POST', body: 'one' })); await put('f', () => t('/ticket?k', { ...o, method: 'POST', body: 'two' })); await put('g', () => t('/ticket?k', { ...o, method: 'POST', body: 'one' })); await put('h', () => t('/ticket?k', { ...o, method: 'post', body: 'one' }))
  await put('i', () => t('/ticket?k', { ...o, method: 'POST', body: new URLSearchParams({ q: '1' }) })); await put('j', () => t('/ticket?k', { ...o, method: 'POST', body: new URLSearchParams({ q: '1' }) })); await put('k', () => t('/ticket?k', { ...o, method: 'POST', body: new TextEncoder().encode('one') }))
  await put('l', () => { const f = new FormData(); f.set('a', '1'); return t('/ticket?k', { ...o, method: 'POST', body: f }) }); await put('m', () => { const f = new FormData(); f.set('a', '1'); return t('/ticket?k', { ...o, method: 'POST', body: f }) })
  await put('n', () => t('/ticket?k#frag', o)); await put('o', () => t('/ticket?k', { ...o, headers: { authorization: 'Bearer 1' } })); await put('p', () => t('/ticket?k', { ...o, headers: { cookie: 'a=1' } })); await put('q', () => t('/ticket?k', { ...o, next: { tags: ['q'] } })); await put('r', () => t('/ticket?k', { next: { revalidate: 60 } }))
  await put('s', () => t('/ticket?k', { ...o, redirect: 'manual' })); await put('t', () => t('/ticket?k', { ...o, method: 'HEAD' })); await put('u', () => t('/ticket?k', { ...o, method: 'PUT', body: 'one' })); await put('v', () => t('/ticket?k', { ...o, signal: AbortSignal.timeout(5000) }))
  return Response.json(r)
}
