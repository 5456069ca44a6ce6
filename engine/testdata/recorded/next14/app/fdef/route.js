export async function GET() { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?def'); return Response.json({ f: (await r.json()).id, at: crypto.randomUUID() }) }
