import { list } from '@/lib/list'
export async function generateStaticParams() { return (await list()).map((id) => ({ id })) }
export async function GET(req: any, { params }: any) { return Response.json({ ...(await params), p: req.nextUrl.pathname, at: crypto.randomUUID() }) }
