export const dynamicParams = false
export async function generateStaticParams() { return [{ p: ['a'] }, { p: ['a', 'b c'] }] }
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params) }) }