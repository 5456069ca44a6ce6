export const revalidate = 2
export const generateStaticParams = () => []
export async function GET(_: Request, { params }: any) { await new Promise((r) => setTimeout(r, 300)); return Response.json({ ...(await params), at: crypto.randomUUID() }) }
