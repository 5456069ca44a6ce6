import { store, stamp } from '@/lib/db'
export const dynamic = 'force-static'
export async function GET(_req: Request, ctx: RouteContext<'/products/[slug]/price'>) {
  const { slug } = await ctx.params
  return new Response(`${slug}=${store.products.get(slug)?.price ?? 'none'} ${stamp()}`)
}
