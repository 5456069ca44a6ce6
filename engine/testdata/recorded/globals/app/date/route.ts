export const dynamic = 'force-static'
export async function GET() { return Response.json({ d: new Date().toISOString().slice(0, 4) }, { headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT' } }) }