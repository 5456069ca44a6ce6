export async function GET(req) { return Response.json({ p: req.nextUrl.searchParams.get('q'), at: crypto.randomUUID() }) }
