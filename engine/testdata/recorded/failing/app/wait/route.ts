export const dynamic = 'force-static'
export const revalidate = 1
export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/slow?ms=500', { cache: 'force-cache', next: { revalidate: 1 } }); return Response.json(await r.json()) }
