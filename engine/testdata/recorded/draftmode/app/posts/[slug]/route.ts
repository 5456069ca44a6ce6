import { draftMode, cookies, headers } from 'next/headers'
import { loadPost, remote } from '@/lib/cms'
export const revalidate = 60
export function generateStaticParams() { return [{ slug: 'a' }, { slug: 'b' }] }
export async function GET(req: Request, { params }: any) {
  const { slug } = await params
  const { isEnabled } = await draftMode()
  return Response.json({ slug, draft: isEnabled, post: await loadPost(slug), remote: await remote(slug), at: crypto.randomUUID() })
}
