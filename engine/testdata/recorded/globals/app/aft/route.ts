import { after } from 'next/server'
import { cookies, headers } from 'next/headers'
const log: string[] = ((globalThis as any).__log ??= [])
export async function GET() { log.length = 0; after(async () => { await new Promise((r) => setTimeout(r, 60)); log.push('slow') }); after(() => { log.push('fast'); after(() => { log.push('nested') }) }); after(async () => { throw new Error('in after') }); after(new Promise<void>((r) => setTimeout(() => { log.push('prom'); r() }, 30))); log.push('handler'); return Response.json({ log }) }
export async function POST() { return Response.json(log) }
export async function PUT() { log.length = 0; after(async () => { try { const c = await cookies(); log.push('c' + c.getAll().length); c.set('a', '1') } catch (e: any) { log.push(e.message) } const h = await headers(); log.push('h' + h.get('x-k')) }); return new Response('put') }
export async function DELETE() { log.length = 0; after(() => { log.push('after throw') }); throw new Error('x') }
export async function PATCH() { const out: string[] = []; for (const v of [undefined, 5, {}, 'x']) { try { (after as any)(v); out.push('ok') } catch (e: any) { out.push(e.message) } } return Response.json(out) }