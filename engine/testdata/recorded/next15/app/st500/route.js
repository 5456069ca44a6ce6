export async function GET() { return new Response('s500 ' + crypto.randomUUID(), { status: 500 }) }
