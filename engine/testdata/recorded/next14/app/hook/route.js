import { revalidateTag, revalidatePath } from 'next/cache'
export async function POST(req) { const b = await req.json(); try { if (b.tag) b.profile ? revalidateTag(b.tag, b.profile) : revalidateTag(b.tag); if (b.path) revalidatePath(b.path, b.type) } catch (e) { return Response.json({ e: e.message }) } return Response.json({ ok: true }) }
