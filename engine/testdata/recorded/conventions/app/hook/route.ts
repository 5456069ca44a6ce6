import { revalidatePath } from 'next/cache'
export async function POST(req: Request) { const b = await req.json(); revalidatePath(b.path, b.type); return Response.json({ ok: true }) }
