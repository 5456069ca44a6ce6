export async function GET() { return new Response('dyn', { headers: { 'x-conf': 'own', vary: 'Own', 'set-cookie': 'h=1', 'x-a': '1' } }) }
