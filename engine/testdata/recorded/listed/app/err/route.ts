export const dynamic = 'error'
export const dynamicParams = true
export async function GET(req: Request) { return Response.json({ m: req.method, r: Math.random() }) }