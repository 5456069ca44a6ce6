export const revalidate = 60
export async function GET(req: Request) { return Response.json({ h: req.headers.get('x-q') }) }