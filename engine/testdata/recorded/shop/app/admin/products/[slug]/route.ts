import { revalidatePath } from 'next/cache'
import { type NextRequest, NextResponse } from 'next/server'
import { store } from '@/lib/db'
export async function PUT(req: NextRequest, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params
  const { price, how = 'exact', type } = await req.json()
  const p = store.products.get(slug)
  if (p) p.price = price
  else store.products.set(slug, { slug, title: slug, price, category: [] })
  if (how === 'exact') revalidatePath(`/products/${slug}`)
  if (how === 'pattern') revalidatePath('/products/[slug]', type)
  if (how === 'list') revalidatePath('/products')
  if (how === 'all') revalidatePath('/', 'layout')
  if (how === 'raw') revalidatePath(type)
  return NextResponse.json({ ok: true, price: store.products.get(slug)!.price })
}
export async function DELETE(_r: Request, { params }: any) { const { slug } = await params; store.products.delete(slug); return new Response(null, { status: 204 }) }
