export const revalidate = false
export async function GET() { return Response.json({ about: crypto.randomUUID() }) }
