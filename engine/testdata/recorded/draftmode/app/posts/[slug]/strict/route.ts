import { draftMode } from 'next/headers'
export const dynamicParams = false
export function generateStaticParams() { return [{ slug: 'a' }] }
export async function GET(req: Request, { params }: any) { return Response.json({ ...(await params), draft: (await draftMode()).isEnabled, at: crypto.randomUUID() }) }
