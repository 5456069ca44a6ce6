import { root } from '@/lib/nested'
export async function GET() { return Response.json(await root(5)) }
