import { unstable_cache, revalidateTag } from 'next/cache'
import { cookies, headers, draftMode } from 'next/headers'
export async function GET(req: Request) {
  const out: any = {}
  const tryIt = async (n: string, f: () => Promise<any>) => { try { out[n] = await f() } catch (e: any) { out[n] = e.name + ': ' + e.message } }
  await tryIt('cookies', unstable_cache(async () => (await cookies()).getAll().length, ['bc']))
  await tryIt('headers', unstable_cache(async () => (await headers()).get('x'), ['bh']))
  await tryIt('draft', unstable_cache(async () => (await draftMode()).isEnabled, ['bd']))
  await tryIt('url', unstable_cache(async () => new URL(req.url).pathname, ['bu']))
  await tryIt('revalidate', unstable_cache(async () => { revalidateTag('x', 'max'); return 'ok' }, ['br']))
  await tryIt('zero', async () => unstable_cache(async () => 'z', ['bz'], { revalidate: 0 })())
  await tryIt('neg', async () => unstable_cache(async () => 'z', ['bn'], { revalidate: -1 })())
  await tryIt('str', async () => unstable_cache(async () => 'z', ['bs'], { revalidate: '5' as any })())
  await tryIt('tags', async () => unstable_cache(async () => 'z', ['bt'], { tags: ['ok', '', 5 as any, 'x'.repeat(257)] })())
  await tryIt('sync', async () => unstable_cache((() => 'sync') as any, ['by'])())
  await tryIt('this', async () => unstable_cache(async function (this: any) { return typeof this }, ['bth'])())
  return Response.json(out)
}
