import { unstable_cache } from 'next/cache'
const add = unstable_cache(async (a: any, b?: any) => { calls++; return { a, b, calls } }, ['add'], { revalidate: 2 })
let calls = 0
const same1 = unstable_cache(async (x: number) => ({ v: 'one', x }), ['k'])
const same2 = unstable_cache(async (x: number) => ({ v: 'two', x }), ['k'])
const nokey = unstable_cache(async () => Math.random())
const boom = unstable_cache(async (x: string) => { bc++; throw new TypeError('boom ' + x + bc) }, ['boom'])
let bc = 0
const undef = unstable_cache(async () => { uc++; return undefined }, ['undef']); let uc = 0
const date = unstable_cache(async () => new Date(5), ['date'])
const map = unstable_cache(async () => ({ m: new Map([[1, 2]]), u: undefined, n: NaN, big: [1, , 3] }), ['map'])
const nil = unstable_cache(async () => null, ['nil'])
const inner = unstable_cache(async () => { const { headers } = await import('next/headers'); return (await headers()).get('host') }, ['inner'])
const nested = unstable_cache(async () => ({ i: await add('n', 'n'), z: 1 }), ['nested'])
export async function GET(req: Request) { const w = new URL(req.url).searchParams.get('w'); try { switch (w) {
case 'add': return Response.json(await add(1, 2)); case 'add2': return Response.json(await add({ x: [1], y: 'é' })); case 'add3': return Response.json(await add({ x: [1], y: 'é' }, undefined)); case 'same': return Response.json([await same1(1), await same2(1), await same2(2)]);
case 'nokey': return Response.json([await nokey() === await nokey()]); case 'boom': { try { await boom('a') } catch (e: any) { return Response.json({ n: e.name, m: e.message }) } } case 'undef': { const a = await undef(), b = await undef(); return Response.json({ a: typeof a, b: typeof b, uc }) }
case 'date': { const d = await date(), e = await date(); return Response.json([typeof d, typeof e, d]) } case 'map': { const m = await map(), e = await map(); return Response.json([m, e]) } case 'nil': return Response.json([await nil(), await nil()]); case 'inner': return Response.json(await inner()); case 'nested': return Response.json(await nested());
case 'bad': { unstable_cache(async () => 1, ['x'], { revalidate: 0 }); return Response.json('none') } case 'badtag': { const f = unstable_cache(async () => 1, ['x2'], { tags: ['', 5 as any] }); return Response.json(await f()) } case 'neg': { unstable_cache(async () => 1, ['x'], { revalidate: -1 }); return Response.json('none') } } return Response.json('?') } catch (e: any) { return Response.json({ n: e.name, m: e.message.replace(/\n[^]*/, '') }) } }