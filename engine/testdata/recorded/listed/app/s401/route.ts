export const revalidate = 60
export function GET() { return Response.json({ e: 1 }, { status: 401, headers: { 'www-authenticate': 'Basic' } }) }