import { draftMode } from 'next/headers'
export const dynamic = 'force-static'
export async function GET() { if ((await draftMode()).isEnabled) throw new Error('draft boom'); return new Response('fine ' + crypto.randomUUID()) }
