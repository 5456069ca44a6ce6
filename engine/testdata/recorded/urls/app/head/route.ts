export const HEAD = () => new Response(null, { headers: { 'x-head': '1', 'content-length': '5' } })
export const POST = () => new Response('p')
