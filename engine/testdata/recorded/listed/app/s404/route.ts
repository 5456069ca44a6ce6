export const dynamic = 'force-static'
export function GET() { return Response.json({ e: 1 }, { status: 404, statusText: 'Nope' }) }