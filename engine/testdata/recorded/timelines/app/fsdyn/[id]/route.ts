export const dynamic = 'force-static'
export const revalidate = 2
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params), t: Date.now() }) }