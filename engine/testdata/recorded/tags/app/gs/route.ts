import { revalidateTag } from 'next/cache'
export const dynamic = 'force-static'
export async function GET() { try { revalidateTag('alpha', 'max') } catch (e: any) { return Response.json({ m: e.message }) } return Response.json({ ok: 1 }) }