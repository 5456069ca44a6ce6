import { unstable_cache } from 'next/cache'
import { ctl } from '@/lib/ctl'
const load = unstable_cache(async () => { if (ctl.uc === '1') throw new Error('uc down'); return crypto.randomUUID() }, ['swr-uc'], { revalidate: 1, tags: ['swr'] })
export async function GET() { try { return Response.json({ v: await load() }) } catch (e: any) { return Response.json({ e: e.message }, { status: 503 }) } }
