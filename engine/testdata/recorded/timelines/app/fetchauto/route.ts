export const revalidate = 60
export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?k=fa'); return Response.json({ id: (await r.json()).id }) }