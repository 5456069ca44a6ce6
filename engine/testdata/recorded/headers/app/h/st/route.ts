export const dynamic = 'force-static'
export async function GET() { return new Response('st', { headers: { 'x-conf': 'own', vary: 'Own', 'set-cookie': 'h=1', 'x-a': '1' } }) }
