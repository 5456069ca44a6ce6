export async function POST(r:Request){let n=0;for await(const c of r.body as any)n+=c.length;return Response.json({n})}
