export async function GET() { return new Response('<news>' + crypto.randomUUID() + '</news>', { headers: { 'content-type': 'text/xml' } }) }
