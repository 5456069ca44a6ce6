import { Repo, arrow, make } from '@/lib/nested'
export async function GET(_: Request, { params }: any) { const { id } = await params; return Response.json({ a: await Repo.find(id), b: await arrow(new Date(0), ['p', id]), c: await make('x')(id), d: await make('y')(id) }) }
