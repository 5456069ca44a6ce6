export const dynamic = 'force-static'
export const GET = () => new Response('z'.repeat(3000), { headers: { 'content-type': 'text/plain' } })
