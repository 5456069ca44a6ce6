export async function generateStaticParams() { return [{ id: 'a' }] }
export async function GET(_: Request, { params }: any) { return Response.json(await params) }