export const dynamic = 'force-static'
export async function GET(req) { return Response.json({ u: req.url, at: crypto.randomUUID() }) }
