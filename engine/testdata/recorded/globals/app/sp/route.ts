import type { NextRequest } from 'next/server'
export const revalidate = 60
export async function GET(req: NextRequest) { return Response.json({ q: req.nextUrl.searchParams.get('q') }) }