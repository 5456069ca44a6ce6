import { ticket } from '@/lib/api'
export const generateStaticParams = async () => [{ id: '1' }, { id: '2' }]
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return Response.json({ id, post: await ticket('p' + id, ['posts', `post:${id}`]), author: await ticket('a', ['author,me', 'ünï']), at: crypto.randomUUID() })
}
