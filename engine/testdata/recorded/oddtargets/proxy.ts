import { NextResponse, type NextRequest } from 'next/server'
export function proxy(r: NextRequest) { const u = r.nextUrl; const s = (v: string) => encodeURIComponent(v); return NextResponse.next({ headers: { 'x-u': s(r.url.replace(u.origin, '')), 'x-p': s(u.pathname), 'x-s': s(u.search), 'x-q': s(JSON.stringify([...u.searchParams])), 'x-f': s(u.href.replace(u.origin, '')) } }) }
