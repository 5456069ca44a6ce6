import { revalidateTag, unstable_cache } from 'next/cache'
const g = unstable_cache(async () => Math.random(), ['own'], { tags: ['own'] })
export async function GET() { const a = await g(); revalidateTag('own', { expire: 0 }); const b = await g(); return Response.json({ same: a === b }) }
export async function POST() { return Response.json({ r: await g() }) }