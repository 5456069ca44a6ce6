import { unstable_cache } from 'next/cache'
const g = unstable_cache(async () => Math.random(), ['c'], { tags: ['gamma'] })
export async function GET() { return Response.json({ r: await g() }) }