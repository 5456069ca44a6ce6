import { NextResponse } from 'next/server'
export function middleware(req) { if (req.nextUrl.pathname === '/mw') return Response.json({ mw: 1 }); const r = NextResponse.next(); r.headers.set('x-mw', '1'); return r }
