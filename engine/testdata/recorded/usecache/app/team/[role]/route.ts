import { users } from '@/lib/data'
export function generateStaticParams() { return [{ role: 'admin' }] }
export async function GET(_: Request, { params }: any) { const { role } = await params; return Response.json({ users: await users(role) }) }
