import { t } from '@/lib/up'
export const revalidate = 30
export async function GET() { return Response.json({ a: await t('/ticket?rv', { next: { revalidate: 1 } }), b: await t('/ticket?rv2', { cache: 'force-cache' }) }) }
