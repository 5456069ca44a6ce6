export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?soft', { cache: 'force-cache' }); return Response.json(await r.json()) }
