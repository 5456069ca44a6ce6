import { unstable_cache } from 'next/cache'
export const dynamic = 'force-static'
const g = unstable_cache(async () => Math.random(), ['b'], { tags: ['beta', 'shared'] })
export async function GET() { return Response.json({ r: await g(), x: Math.random() }) }