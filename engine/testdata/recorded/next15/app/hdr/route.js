export async function GET(req) { return Response.json({ h: req.headers.get('x-probe'), at: crypto.randomUUID() }) }
