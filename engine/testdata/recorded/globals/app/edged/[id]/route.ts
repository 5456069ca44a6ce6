export const runtime = 'edge'
export async function GET(_: Request, { params }: any) { return Response.json(await params) }