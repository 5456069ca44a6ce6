export const dynamic = 'force-static'
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params), at: crypto.randomUUID() }) }
