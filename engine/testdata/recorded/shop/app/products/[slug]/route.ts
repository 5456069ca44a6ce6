import { notFound, permanentRedirect } from 'next/navigation'
import { store, stamp } from '@/lib/db'
export const revalidate = 3
export async function generateStaticParams() { return [...store.products.keys()].filter((k) => k !== 'pen').map((slug) => ({ slug })) }
export async function GET(_req: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params
  if (store.moved[slug]) permanentRedirect('/products/' + store.moved[slug])
  const p = store.products.get(slug)
  if (!p) notFound()
  return Response.json({ ...p, at: stamp() }, { headers: { 'content-language': 'en', etag: `"${slug}"`, 'last-modified': 'Tue, 01 Oct 2024 10:00:00 GMT' } })
}
