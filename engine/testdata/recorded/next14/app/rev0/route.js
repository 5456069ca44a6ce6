export const revalidate = 0
export async function GET() { return Response.json({ at: crypto.randomUUID() }) }
