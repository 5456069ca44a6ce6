import { t } from '@/lib/up'
export const fetchCache = 'default-no-store'
export async function GET() { return Response.json({ a: await t('/ticket?z1'), b: await t('/ticket?z2', { cache: 'force-cache' }), d: await t('/ticket?z4', { next: { revalidate: 2 } }) }) }
