export const revalidate = 60
export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/json?n=2', { cache: 'no-store' }); return Response.json(await r.json()) }