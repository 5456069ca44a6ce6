export const revalidate = 2
export async function GET() { return Response.json({ at: crypto.randomUUID() }) }
