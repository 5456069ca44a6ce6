import type { MetadataRoute } from 'next'
export default function robots(): MetadataRoute.Robots {
  return { rules: [{ userAgent: ['Googlebot', 'Bingbot'], allow: ['/', '/public'], disallow: '/private', crawlDelay: 5 }, { userAgent: '*', allow: '/' }], sitemap: ['https://x.example/sitemap.xml', 'https://x.example/sitemap_index.xml'], host: 'https://x.example' }
}
