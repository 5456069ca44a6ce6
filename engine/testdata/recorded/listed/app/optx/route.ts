export const dynamic = 'force-static'
let n = 0
export function GET() { return Response.json({ n: ++n }) }
export function OPTIONS() { return new Response('o') }