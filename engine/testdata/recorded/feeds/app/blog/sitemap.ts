import type { MetadataRoute } from 'next'
import { posts } from '@/lib/posts'
export async function generateSitemaps() { return [{ id: 0 }, { id: 1 }, { id: 'big' }] }
export default async function sitemap({ id }: { id: Promise<string> }): Promise<MetadataRoute.Sitemap> {
  const n = await id
  if (n === 'big') return Array.from({ length: 1200 }, (_, i) => ({ url: `https://x.example/big/${i}` }))
  return posts.slice(Number(n) * 4, Number(n) * 4 + 4).map((p) => ({ url: 'https://x.example/' + p.slug, lastModified: p.date, changeFrequency: 'weekly', priority: 0.8, images: [p.img, 'https://cdn.example/b.png'] }))
}
