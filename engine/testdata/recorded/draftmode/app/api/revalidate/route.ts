import { revalidateTag, revalidatePath } from 'next/cache'
export async function POST(req: Request) { const b = await req.json(); if (b.tag) revalidateTag(b.tag, b.profile ?? { expire: 0 }); if (b.path) revalidatePath(b.path); return Response.json({ ok: true }) }
