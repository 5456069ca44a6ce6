export async function GET() { const h = new Headers({ 'content-type': 'text/plain' }); h.append('set-cookie', 'a=1'); h.append('set-cookie', 'b=2'); return new Response('ck', { headers: h }) }
