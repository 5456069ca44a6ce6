import { unstable_noStore } from 'next/cache'
export const revalidate = 60
export async function GET() { unstable_noStore(); return Response.json({ r: 1 }) }