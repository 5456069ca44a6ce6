import { users } from '@/lib/data'
export async function GET() { return Response.json({ u: await users('static'), s: 1 }) }
