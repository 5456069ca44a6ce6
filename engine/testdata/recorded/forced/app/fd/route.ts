export const dynamic = 'force-dynamic'
export const revalidate = 60
export const GET = async () => { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?fd', { next: { revalidate: 60 } }); const r2 = await fetch(process.env.UPSTREAM_URL + '/ticket?fd2'); return Response.json({ a: (await r.json()).id, b: (await r2.json()).id }) }
