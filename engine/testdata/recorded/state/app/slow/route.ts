export const revalidate = 1
export async function GET() { await new Promise((r) => setTimeout(r, 400)); return Response.json({ at: crypto.randomUUID() }) }
