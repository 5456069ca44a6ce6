export async function GET() { return new Response('own ' + crypto.randomUUID()) }
