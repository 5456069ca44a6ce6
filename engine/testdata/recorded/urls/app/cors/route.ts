const h = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, POST, OPTIONS', 'Access-Control-Allow-Headers': 'content-type' }
export const dynamic = 'force-dynamic'
export const OPTIONS = () => new Response(null, { status: 204, headers: h })
export const GET = () => Response.json({ ok: true }, { headers: h })
export const POST = async (r: Request) => Response.json(await r.json(), { status: 201, headers: h })
