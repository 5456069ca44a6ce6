import { t } from '@/lib/up'
export const fetchCache = 'force-no-store'
export async function GET() { return Response.json({ a: await t('/ticket?v1'), b: await t('/ticket?v2', { cache: 'force-cache' }), d: await t('/ticket?v4', { next: { revalidate: 2 } }) }) }
