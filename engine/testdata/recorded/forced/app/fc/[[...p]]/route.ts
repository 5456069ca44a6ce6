export const dynamic = 'force-static'
export const revalidate = 2
export async function GET(req: Request, { params }: any) { return Response.json({ p: (await params).p ?? null, url: req.url, at: crypto.randomUUID() }) }
