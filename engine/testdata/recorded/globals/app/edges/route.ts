export const runtime = 'edge'
export const dynamic = 'force-static'
export async function GET(req: Request) { return Response.json({ s: new URL(req.url).search, r: [...req.headers].length }) }