import { flag, count } from '@/lib/flags'
export async function GET(req: Request, { params }: any) { const { name } = await params; const user = new URL(req.url).searchParams.get('u') ?? undefined; return Response.json({ flag: await flag(name, user ? { user } : {}), calls: count() }) }
