export const dynamic = 'force-static'
export async function GET() { return new Response('get ' + crypto.randomUUID(), { headers: { 'x-m': 'get' } }) }
export async function HEAD() { return new Response(null, { headers: { 'x-m': 'head' } }) }
