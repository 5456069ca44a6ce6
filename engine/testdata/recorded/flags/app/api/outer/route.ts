import { outer } from '@/lib/flags'
export async function GET(req: Request) { return Response.json(await outer(Number(new URL(req.url).searchParams.get('x') ?? 1))) }
