import { draftMode, cookies, headers } from 'next/headers'
import { remote } from '@/lib/cms'
export const dynamic = 'force-static'
export async function GET(req: Request) {
  const c = await cookies(), h = await headers()
  return Response.json({ draft: (await draftMode()).isEnabled, search: new URL(req.url).search, cookies: c.getAll().map((x) => x.name), ua: h.get('x-probe'), remote: await remote('home'), at: crypto.randomUUID() }, { headers: { 'cache-control': 'public, max-age=5', 'set-cookie': 'seen=1; Path=/' } })
}
