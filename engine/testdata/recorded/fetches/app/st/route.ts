import { t } from '@/lib/up'
export const revalidate = 60
export async function GET() { return Response.json({ plain: await t('/ticket?sa'), rev: await t('/ticket?sb', { next: { revalidate: 3 } }), again: await t('/ticket?sa'), at: crypto.randomUUID() }) }
