import { posts } from '@/lib/posts'
export const alt = 'An image'
export async function generateImageMetadata({ params }: any) { return [{ id: 'small', contentType: 'image/svg+xml', size: { width: 10, height: 10 }, alt: params.slug }, { id: 2, contentType: 'image/svg+xml' }] }
export default async function Image({ params, id }: any) { const p = await params; return new Response(`<svg>${p.slug} ${await id} ${posts.some((x) => x.slug === p.slug)}</svg>`, { headers: { 'content-type': 'image/svg+xml' } }) }
