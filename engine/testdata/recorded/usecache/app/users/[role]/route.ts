import { users } from '@/lib/data'
export async function GET(_: Request, { params }: any) { const { role } = await params; return Response.json({ users: await users(role) }) }
