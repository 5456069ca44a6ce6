export async function GET() { return Response.json({ at: crypto.randomUUID() }) }
