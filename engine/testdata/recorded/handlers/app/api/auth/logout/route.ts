import { NextResponse } from 'next/server'
export async function POST() { const r = NextResponse.json({ bye: true }); r.cookies.delete('session'); r.cookies.set('seen', '', { maxAge: 0 }); r.cookies.set('flash', JSON.stringify({ t: 'out', n: [1] })); r.headers.append('set-cookie', 'raw=1; Path=/x'); return r }
