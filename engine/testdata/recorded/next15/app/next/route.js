export async function GET(req) { return Response.json({ p: req.nextUrl.pathname, at: crypto.randomUUID() }) }
