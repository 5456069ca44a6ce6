export const dynamic = 'error'
export const generateStaticParams = () => [{ id: '1' }]
export async function GET(req: any, { params }: any) { const { id } = await params; if (id === 'url') return new Response(req.url); if (id === 'cookie') return new Response(String(req.cookies.size)); return Response.json({ id, at: crypto.randomUUID() }) }
