export const revalidate = 2
export const GET = () => new Response('cc2', { headers: { 'Cache-Control': 'no-store', 'x-B': '2', 'X-A': '1', 'content-type': 'text/html' } })
