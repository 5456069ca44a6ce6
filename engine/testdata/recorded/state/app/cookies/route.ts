export const dynamic = 'force-static'
export function GET() { const h = new Headers({ 'x-one': '1' }); h.append('set-cookie', 'a=1; Path=/; HttpOnly'); h.append('set-cookie', 'b=2; Max-Age=60'); h.append('x-multi', 'p'); h.append('x-multi', 'q'); h.append('vary', 'Cookie'); return new Response('c', { status: 203, statusText: 'Odd', headers: h }) }
