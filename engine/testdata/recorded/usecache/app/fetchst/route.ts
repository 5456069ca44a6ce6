export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?fst', { cache: 'force-cache', next: { tags: ['fst'] } }); return Response.json(await r.json()) }
