export const dynamic = 'force-static'
export const revalidate = 3
export async function GET(req: Request) { return Response.json({ s: new URL(req.url).search, t: Date.now() }) }