import { cookies } from 'next/headers'
export const revalidate = 60
export async function GET() { const c = await cookies(); c.set('n', '1'); return Response.json({ s: 1 }) }