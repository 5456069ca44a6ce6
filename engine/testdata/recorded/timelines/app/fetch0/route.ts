export const revalidate = 60
export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/json?n=1', { next: { revalidate: 0 } }); return Response.json(await r.json()) }