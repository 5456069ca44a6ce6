export const dynamic = 'force-static'
export const dynamicParams = false
export async function generateStaticParams() { const r = await fetch(process.env.UPSTREAM_URL + '/json?n=3'); const { n } = await r.json(); return Array.from({ length: n }, (_, i) => ({ id: 'p' + i })) }
export async function GET(req: any, { params }: any) { return Response.json({ ...(await params), url: req.url, at: crypto.randomUUID() }) }
