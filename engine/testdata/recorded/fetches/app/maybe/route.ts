import { U } from '@/lib/up'
export async function GET() { const r = await fetch(U + '/maybe?k=m', { next: { revalidate: 1, tags: ['maybe'] } }); return Response.json({ s: r.status, ...(await r.json()) }) }
