import { unstable_cache } from 'next/cache'
const load = unstable_cache(async (k) => k + crypto.randomUUID(), ['uc'], { tags: ['uc'], revalidate: 60 })
export async function GET(req) { return Response.json({ v: await load(new URL(req.url).search) }) }
