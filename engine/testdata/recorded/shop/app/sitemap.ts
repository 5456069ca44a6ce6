import type { MetadataRoute } from 'next'
import { store } from '@/lib/db'
export const revalidate = 4
export default function sitemap(): MetadataRoute.Sitemap {
  return [{ url: 'https://shop.example/', changeFrequency: 'daily', priority: 1 }, ...[...store.products.values()].map((p) => ({ url: `https://shop.example/products/${p.slug}?p=${p.price}&x=1`, priority: 0.5 }))]
}
