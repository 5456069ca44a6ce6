export const revalidate = 60
export async function GET(req: Request) { const c = req.clone(); return new Response(c.method + crypto.randomUUID()) }
