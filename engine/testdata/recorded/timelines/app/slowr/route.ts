export const revalidate = 1
export async function GET() { await new Promise((r) => setTimeout(r, 700)); return Response.json({ t: Date.now() }) }