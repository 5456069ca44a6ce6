import { posts } from '@/lib/posts'
export const dynamic = 'force-static'
export const GET = () => new Response('<feed>' + posts.length + crypto.randomUUID() + '</feed>', { headers: { 'content-type': 'application/atom+xml', 'cache-control': 'public, s-maxage=600, stale-while-revalidate=60' } })
