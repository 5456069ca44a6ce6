import { failing, count } from '@/lib/flags'
export async function GET(req: Request) { const on = new URL(req.url).searchParams.has('on'); try { return Response.json({ v: await failing(on), n: count() }) } catch (e: any) { return Response.json({ name: e.name, message: e.message, n: count() }, { status: 503 }) } }
