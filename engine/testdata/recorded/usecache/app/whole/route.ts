import { cacheLife, cacheTag } from 'next/cache'
async function load() { 'use cache'; cacheLife('frequent'); cacheTag('whole'); const r = await fetch(process.env.UPSTREAM_URL + '/ticket?whole'); return (await r.json()).id as string }
export async function GET() { return new Response(await load(), { status: 201, headers: { 'x-w': '1' } }) }
