import { headers, cookies } from 'next/headers'
export const dynamic = 'force-static'
export async function GET(req: Request) { return Response.json({ q: new URL(req.url).search, h: (await headers()).get('x-probe'), at: crypto.randomUUID() }) }
export async function POST(req: Request) { return Response.json({ q: new URL(req.url).search, h: (await headers()).get('x-probe'), b: await req.text(), c: (await cookies()).get('a')?.value ?? null, hr: req.headers.get('x-probe') }) }
