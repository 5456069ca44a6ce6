import { cookies } from 'next/headers'
export const dynamic = 'force-static'
export async function GET() { const r = new Response('c'); r.headers.append('set-cookie', 'a=1'); r.headers.append('set-cookie', 'b=2; Path=/x'); r.headers.append('vary', 'x-lang'); r.headers.append('link', '</a>; rel=preload'); return r }