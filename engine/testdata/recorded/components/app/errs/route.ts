import { cacheLife, cacheTag, revalidateTag } from 'next/cache'
import { cookies, headers } from 'next/headers'
import { connection } from 'next/server'
const t = async (f: () => Promise<any>) => { try { return { v: typeof (await f()) } } catch (e: any) { return { n: e.name, m: String(e.message).split('\n')[0] } } }
async function c1() { 'use cache'; return (await cookies()).getAll() }
async function c2() { 'use cache'; cacheLife('nosuch' as any); return 1 }
async function c3() { 'use cache'; throw new Error('inside') }
async function c4() { 'use cache'; revalidateTag('a', 'max'); return 1 }
async function c5() { 'use cache'; await connection(); return 1 }
export async function GET(req: Request) { await connection(); return Response.json({ out: await t(async () => cacheLife('max')), tag: await t(async () => cacheTag('a')), c1: await t(c1), c2: await t(c2), c3: await t(c3), c4: await t(c4), c5: await t(c5) }) }