export const dynamic = 'force-dynamic'
export const generateStaticParams = () => [{ id: '1' }]
export async function GET(req: any, { params }: any) { return Response.json({ ...(await params), at: crypto.randomUUID() }) }
