import { headers } from 'next/headers'
export const dynamic = 'error'
export const revalidate = 2
export async function GET() { return Response.json({ at: crypto.randomUUID() }) }
