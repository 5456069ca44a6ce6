export async function GET(req, ctx) { return Response.json({ then: typeof ctx.params?.then, id: ctx.params?.id ?? null, aw: (await ctx.params).id, keys: Object.keys(ctx), at: crypto.randomUUID() }) }
