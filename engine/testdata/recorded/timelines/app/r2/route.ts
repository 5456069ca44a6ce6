export const revalidate = 2
let n = 0
export async function GET() { return Response.json({ n: ++n, t: Date.now() }) }