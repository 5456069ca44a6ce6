export const dynamicParams = false
export function generateStaticParams() { return [] }
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params) }) }