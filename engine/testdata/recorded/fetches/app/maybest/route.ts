import { U } from '@/lib/up'
export const revalidate = 1
export async function GET() { const r = await fetch(U + '/maybe?k=st', { next: { tags: ['maybest'] } }); if (!r.ok) throw new Error('upstream ' + r.status); return Response.json({ s: r.status, ...(await r.json()) }) }
