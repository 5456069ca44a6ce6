export const revalidate = 1
export async function GET() { if ((globalThis as any).__fail) return Response.json({ bad: true }, { status: 503 }); return Response.json({ t: Date.now() }) }