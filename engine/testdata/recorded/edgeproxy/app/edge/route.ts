export const runtime = 'edge'
export const GET = (r: Request) => Response.json({ u: r.url.replace(/:\d+/, ''), h: r.headers.get('x-from-mw') })
