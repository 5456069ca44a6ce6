export const revalidate = 2
export const GET = () => new Response('cc ' + crypto.randomUUID(), { headers: { 'cache-control': 'private' } })
