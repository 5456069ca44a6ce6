export const revalidate = 5
export async function GET() { return new Response('cc', { headers: { 'cache-control': 'public, max-age=7', 'x-a': '1', 'content-type': 'text/css' } }) }