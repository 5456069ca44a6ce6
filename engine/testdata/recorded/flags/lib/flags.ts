import { unstable_cache } from 'next/cache'
let calls = 0
export const count = () => calls
export const flag = unstable_cache(async (name: string, ctx: { user?: string } = {}) => { calls++; return { name, on: name.startsWith('new'), user: ctx.user ?? null, rev: crypto.randomUUID() } }, ['flags'], { tags: ['flags'], revalidate: 2 })
export const perName = (name: string) => unstable_cache(async () => { calls++; return crypto.randomUUID() }, ['one', name], { tags: ['flag:' + name] })()
export const noKeys = unstable_cache(async (...args: any[]) => ({ args: args.length, rev: crypto.randomUUID() }))
export const noKeys2 = unstable_cache(async (...args: any[]) => ({ args: args.length, rev: crypto.randomUUID() }))
export const failing = unstable_cache(async (on: boolean) => { calls++; if (on) throw new RangeError('flag store down'); return 'up ' + crypto.randomUUID() }, ['failing'], { revalidate: 60 })
const inner = unstable_cache(async (x: number) => ({ x, rev: crypto.randomUUID() }), ['inner'], { tags: ['inner'], revalidate: 3 })
export const outer = unstable_cache(async (x: number) => ({ outer: crypto.randomUUID(), inner: await inner(x) }), ['outer'], { tags: ['outer'], revalidate: 60 })
export const odd = unstable_cache(async (what: string) => { switch (what) { case 'undef': return undefined; case 'null': return null; case 'date': return { d: new Date(0) }; case 'map': return new Map([[1, 2]]); case 'nan': return { n: NaN, i: Infinity, u: undefined }; case 'big': return 1n; case 'fn': return { f() {} }; case 'buf': return Buffer.from('hi'); default: return what } }, ['odd'])
export const withFetch = unstable_cache(async () => { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?uc', { next: { tags: ['inside'], revalidate: 30 } }); return (await r.json()).id }, ['wf'], { tags: ['wf'], revalidate: false })
