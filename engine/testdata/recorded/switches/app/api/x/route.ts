const big = 'text that compresses well. '.repeat(100)
export const GET = () => new Response(big, { headers: { 'content-type': 'text/plain', etag: '"own"', 'x-powered-by': 'me' } })
export const POST = () => Response.json({ a: big })
