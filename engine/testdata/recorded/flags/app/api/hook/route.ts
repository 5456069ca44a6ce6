import { revalidateTag } from 'next/cache'
export async function POST(req: Request) { const b = await req.json(); revalidateTag(b.tag, b.profile ?? { expire: 0 }); return Response.json({ ok: true }) }
