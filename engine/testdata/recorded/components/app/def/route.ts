async function get() { 'use cache'; return Math.random() }
export async function GET() { return Response.json({ r: await get() }) }