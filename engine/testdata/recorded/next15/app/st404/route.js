export async function GET() { return new Response('s404 ' + crypto.randomUUID(), { status: 404, headers: { 'x-a': '1' } }) }
