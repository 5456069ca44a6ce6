export const dynamicParams = false
export function generateStaticParams() { return [{ id: 'k' }] }
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params), r: Math.random() }) }