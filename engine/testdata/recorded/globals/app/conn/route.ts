import { connection } from 'next/server'
export const revalidate = 60
export async function GET() { const v = await connection(); return Response.json({ v: typeof v, r: Math.random() }) }