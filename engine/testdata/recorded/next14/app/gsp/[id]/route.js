export const generateStaticParams = () => [{ id: 'a' }, { id: 'b' }]
export async function GET(req, { params }) { const p = await params; return Response.json({ id: p.id, at: crypto.randomUUID() }) }
