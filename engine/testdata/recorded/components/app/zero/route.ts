import { cacheLife } from 'next/cache'
async function get() { 'use cache'; cacheLife({ revalidate: 0 }); return Math.random() }
export async function GET() { return Response.json({ r: await get() }) }