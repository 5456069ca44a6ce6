export async function GET(req, ctx) { return Response.json({ keys: Object.keys(ctx), t: typeof ctx.params, at: crypto.randomUUID() }) }
