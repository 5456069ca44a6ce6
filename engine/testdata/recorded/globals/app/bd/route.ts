export const revalidate = 60
export async function GET(req: Request) { return Response.json({ b: req.body }) }