import { unstable_cache } from 'next/cache'
const load = unstable_cache(async () => crypto.randomUUID(), ['uc-cc'], { tags: ['uc'], revalidate: 600 })
export async function GET() { return Response.json({ v: await load() }) }
