export const revalidate = 1
export async function GET(req: Request) { if ((globalThis as any).__fail) return Response.json({ q: new URL(req.url).search }); return Response.json({ t: Date.now() }) }