import { draftMode, cookies } from 'next/headers'
import { loadPost, remote } from '@/lib/cms'
export async function GET() { const c = await cookies(); return Response.json({ draft: (await draftMode()).isEnabled, names: c.getAll().map((x) => x.name).sort(), post: await loadPost('live'), remote: await remote('live') }) }
