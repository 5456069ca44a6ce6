import type { NextRequest } from 'next/server'
export const revalidate = 60
export async function GET(req: NextRequest) { return Response.json({ p: req.nextUrl.pathname, m: req.method, bp: req.nextUrl.basePath, at: crypto.randomUUID() }) }
