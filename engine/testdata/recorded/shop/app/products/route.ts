import { store, stamp } from '@/lib/db'
export const revalidate = 2
export async function GET() {
  return Response.json({ items: [...store.products.values()].map(({ slug, price }) => ({ slug, price })), at: stamp() }, { headers: { 'x-count': String(store.products.size) } })
}
