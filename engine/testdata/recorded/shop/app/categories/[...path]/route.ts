import { store, stamp } from '@/lib/db'
export const dynamicParams = false
export function generateStaticParams() { return [{ path: ['home'] }, { path: ['home', 'light'] }, { path: ['office'] }] }
export async function GET(_r: Request, { params }: any) {
  const { path } = await params
  return Response.json({ path, items: [...store.products.values()].filter((p) => path.every((x: string, i: number) => p.category[i] === x)).map((p) => p.slug), at: stamp() })
}
