export const revalidate = 3600
export const GET = () => new Response('isr', { headers: { 'x-own': 'o', 'content-type': 'text/x-own' } })
