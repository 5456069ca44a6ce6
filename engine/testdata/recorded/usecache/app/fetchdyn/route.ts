export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?fd'); return Response.json(await r.json()) }
