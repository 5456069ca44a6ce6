import { cookies, headers, draftMode } from 'next/headers'
import { revalidateTag, cacheLife, cacheTag, unstable_cache } from 'next/cache'
import { connection } from 'next/server'
async function bad(kind: string) {
  'use cache'
  if (kind === 'cookies') return (await cookies()).getAll().length
  if (kind === 'headers') return (await headers()).get('x')
  if (kind === 'draft') return (await draftMode()).isEnabled
  if (kind === 'conn') return (await connection(), 1)
  if (kind === 'reval') { revalidateTag('x', 'max'); return 1 }
  if (kind === 'throw') throw new TypeError('inner ' + kind)
  if (kind === 'life') cacheLife('nosuch' as any)
  if (kind === 'life2') cacheLife({ revalidate: 10, expire: 5 })
  if (kind === 'life3') cacheLife({ revalidate: false as any })
  if (kind === 'life4') cacheLife(5 as any)
  if (kind === 'life5') cacheLife({ stale: '1' as any })
  if (kind === 'fn') return (() => 1) as any
  if (kind === 'cls') return new (class A { x = 1 })() as any
  if (kind === 'map') return new Map([['a', new Set([1])]]) as any
  if (kind === 'uns') return await unstable_cache(async () => 'u', ['u'])()
  return 'ok ' + kind
}
export async function GET(req: Request, { params }: any) {
  const { kind } = await params
  await connection()
  try { const v = await bad(kind); return Response.json({ v: v instanceof Map ? [...v] : v, t: typeof v }) } catch (e: any) { return Response.json({ name: e.name, message: String(e.message).slice(0, 200), dig: typeof e.digest }) }
}
