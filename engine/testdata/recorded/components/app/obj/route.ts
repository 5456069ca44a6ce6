import { cacheLife, cacheTag } from 'next/cache'
async function get() { 'use cache'; cacheLife({ stale: 40, revalidate: 100, expire: 1000 }); cacheTag('obj'); return Math.random() }
export async function GET() { return Response.json({ r: await get() }) }