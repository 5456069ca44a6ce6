import { t, U } from '@/lib/up'
export async function GET(req: Request) {
  const k = new URL(req.url).searchParams.get('k') ?? 'd'
  return Response.json({
    plain: await t('/ticket?a' + k), force: await t('/ticket?b' + k, { cache: 'force-cache' }), no: await t('/ticket?c' + k, { cache: 'no-store' }), rev: await t('/ticket?d' + k, { next: { revalidate: 2 } }),
    zero: await t('/ticket?e' + k, { next: { revalidate: 0 } }), never: await t('/ticket?f' + k, { next: { revalidate: false } }), tags: await t('/ticket?g' + k, { next: { tags: ['g'] } }), both: await t('/ticket?h' + k, { cache: 'force-cache', next: { revalidate: 2, tags: ['h'] } }),
  })
}
