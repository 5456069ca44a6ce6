export function generateStaticParams() { return [{ id: 'a' }] }
export async function GET(req: Request, { params }: any) { const { id } = await params; return Response.json({ id, m: req.method, p: (req as any).nextUrl.pathname }) }
export async function POST(req: Request, { params }: any) { return Response.json({ posted: (await params).id, b: await req.text() }) }