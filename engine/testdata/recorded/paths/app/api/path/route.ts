import { revalidatePath } from 'next/cache'
export async function POST(req: Request) { const b = await req.json(); const r = revalidatePath(b.path, b.type); return Response.json({ r: r === undefined ? 'undefined' : r }) }
