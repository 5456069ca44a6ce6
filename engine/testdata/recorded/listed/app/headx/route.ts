export const dynamic = 'force-static'
export function GET() { return new Response('g', { headers: { 'x-g': '1' } }) }
export function HEAD() { return new Response(null, { headers: { 'x-h': String(Math.random() > 2) } }) }