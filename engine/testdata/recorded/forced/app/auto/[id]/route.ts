export const revalidate = 5
export async function generateStaticParams() { return [{ id: 'x' }] }
export async function GET(req: Request, { params }: any) { const { id } = await params; if (id === 'dyn') return Response.json({ q: new URL(req.url).search }); return Response.json({ id, at: crypto.randomUUID() }) }
