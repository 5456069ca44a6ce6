import { draftMode } from 'next/headers'
export const revalidate = 60
export async function GET() { const d = await draftMode(); return Response.json({ e: d.isEnabled, at: crypto.randomUUID() }) }
