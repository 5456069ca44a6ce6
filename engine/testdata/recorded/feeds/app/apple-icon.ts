import { headers } from 'next/headers'
export default async function Icon() { const h = await headers(); return new Response(Buffer.from([137, 80, 78, 71, 1, 2]), { headers: { 'content-type': 'image/png', 'x-probe': h.get('x-probe') ?? 'none' } }) }
