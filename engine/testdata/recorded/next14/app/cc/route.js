export async function GET() { return new Response('cc ' + crypto.randomUUID(), { headers: { 'cache-control': 'public, max-age=3' } }) }
