export const revalidate = 1
export async function GET() { if ((globalThis as any).__fail) throw new Error('down now'); return Response.json({ t: Date.now() }) }