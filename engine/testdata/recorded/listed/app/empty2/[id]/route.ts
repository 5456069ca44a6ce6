export function generateStaticParams() { return [] }
export async function GET(req: Request, { params }: any) { return Response.json({ ...(await params), r: Math.random(), m: req.method }) }
