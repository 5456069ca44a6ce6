export async function GET(_: Request, { params }: any) { return Response.json(await params) }
