export const GET = () => new Response('set', { headers: { 'x-out': 'handler', 'cache-control': 'max-age=3', 'set-cookie': 'h=1' } })
