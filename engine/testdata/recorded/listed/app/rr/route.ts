export const dynamic = 'force-static'
export function GET() { return Response.redirect('http://a.test/b', 302) }