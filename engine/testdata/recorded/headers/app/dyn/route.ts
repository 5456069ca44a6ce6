export async function GET(req: Request) { return Response.json({ u: new URL(req.url).search, rsc: req.headers.get('rsc'), nrs: req.headers.get('next-router-state-tree') }) }
export async function POST(req: Request) { return new Response('posted ' + (await req.text()), { status: 201, headers: { 'Zeta': '1', 'Alpha': '2', 'Set-Cookie': 'p=1', 'content-type': 'text/plain' } }) }
