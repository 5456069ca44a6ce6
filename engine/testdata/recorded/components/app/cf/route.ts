import { cacheLife } from 'next/cache'
async function get() { 'use cache'; cacheLife('days'); const r = await fetch(process.env.UPSTREAM_URL + '/ticket?k=cf'); return (await r.json()).id }
export async function GET() { return Response.json({ id: await get() }) }