import { cookies } from 'next/headers'
export async function GET() { const c = await cookies(); c.set('one', '1'); c.set('two', '2', { httpOnly: true }); const r = new Response('ck', { headers: { 'x-z': '1' } }); r.headers.append('set-cookie', 'own=1'); return r }
