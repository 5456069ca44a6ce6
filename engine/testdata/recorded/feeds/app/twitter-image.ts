export const revalidate = 2
export default async function Image() { return new Response('img ' + crypto.randomUUID(), { headers: { 'content-type': 'image/png', 'cache-control': 'max-age=9' } }) }
