export async function GET(_: any, { params }: any) { return Response.json({ all: (await params).all }) }
