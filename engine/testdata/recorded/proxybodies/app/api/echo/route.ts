export async function POST(req: Request) { const t = await req.text(); return Response.json({ len: t.length, head: t.slice(0, 40), type: req.headers.get('content-type'), cl: req.headers.get('content-length'), seen: req.headers.get('x-seen') }) }
export const PUT = POST, PATCH = POST, DELETE = POST
export async function GET(req: Request) { return Response.json({ body: await req.text(), seen: req.headers.get('x-seen') }) }
