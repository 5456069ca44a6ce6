import { t } from '@/lib/up'
export const fetchCache = 'force-cache'
export async function GET() { return Response.json({ a: await t('/ticket?x1'), b: await t('/ticket?x2', { cache: 'no-store' }), c: await t('/ticket?x3', { next: { revalidate: 0 } }), d: await t('/ticket?x4', { next: { revalidate: 2 } }) }) }
