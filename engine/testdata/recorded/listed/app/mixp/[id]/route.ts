export const dynamicParams = false
export function generateStaticParams() { return ['a', 'b', 'bad'].map((id) => ({ id })) }
export async function GET(req: Request, { params }: any) { const { id } = await params; if (id === 'bad') return new Response('no', { status: 502 }); return Response.json({ id, r: Math.random() }) }