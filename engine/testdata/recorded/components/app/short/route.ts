import { cacheLife } from 'next/cache'
async function get() { 'use cache'; cacheLife('short'); return Math.random() }
export async function GET() { return Response.json({ r: await get() }) }