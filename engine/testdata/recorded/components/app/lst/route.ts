import { listed, plain } from '../../lib/data'
export async function GET() { return Response.json({ a: await listed('x'), p: await plain() }) }