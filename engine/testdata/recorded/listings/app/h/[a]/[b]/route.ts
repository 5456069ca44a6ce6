export const generateStaticParams = () => [{ a: '1', b: '2' }, { a: '1', b: '3' }, { a: '1' }] as any
export async function GET(req: any, { params }: any) { return Response.json({ ...(await params), at: crypto.randomUUID() }) }
export async function HEAD() { return new Response(null, { headers: { 'x-head': '1' } }) }
