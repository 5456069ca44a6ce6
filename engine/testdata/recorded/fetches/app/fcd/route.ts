import { t } from '@/lib/up'
export const fetchCache = 'default-cache'
export async function GET() { return Response.json({ a: await t('/ticket?y1'), b: await t('/ticket?y2', { cache: 'no-store' }), c: await t('/ticket?y3', { next: { revalidate: 0 } }), d: await t('/ticket?y4', { next: { revalidate: 2 } }) }) }
