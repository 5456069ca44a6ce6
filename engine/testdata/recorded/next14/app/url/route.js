export async function GET(req) { return Response.json({ q: new URL(req.url).searchParams.get('q'), at: crypto.randomUUID() }) }
