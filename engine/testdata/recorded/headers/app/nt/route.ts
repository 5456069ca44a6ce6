export async function GET() { return new Response('x'.repeat(2000), { headers: { 'cache-control': 'no-transform', 'content-type': 'text/plain' } }) }
