import { draftMode } from 'next/headers'
export async function GET() { const d = await draftMode(); d.disable(); return Response.json({ disabled: true, now: d.isEnabled }) }
