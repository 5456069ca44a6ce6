export const dynamic = 'force-static'
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params), r: Math.random() }) }