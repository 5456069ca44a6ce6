export const revalidate = 0
export const generateStaticParams = () => [{ id: '1' }]
export async function GET(req: any, { params }: any) { return Response.json({ ...(await params), at: crypto.randomUUID() }) }
