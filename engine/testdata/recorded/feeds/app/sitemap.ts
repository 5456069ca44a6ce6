import type { MetadataRoute } from 'next'
export default function sitemap(): MetadataRoute.Sitemap {
  return [
    { url: 'https://x.example', lastModified: '2024-05-05', alternates: { languages: { en: 'https://x.example/en', 'de-CH': 'https://x.example/de?a=1&b=2' } } },
    { url: 'https://x.example/about', alternates: {} as any },
    { url: 'https://x.example/v', videos: [{ title: 'A & B', thumbnail_loc: 'https://x/t.jpg', description: 'desc <b>', content_loc: 'https://x/v.mp4', duration: 61, rating: 4.5, view_count: 0, tag: 'cats', family_friendly: 'yes', live: 'no', publication_date: new Date(Date.UTC(2024, 0, 2)), restriction: { relationship: 'allow', content: 'CH DE' }, platform: { relationship: 'deny', content: 'web tv' }, uploader: { info: 'https://x/u', content: 'Bob' } }] },
    { url: 'https://x.example/zero', priority: 0, changeFrequency: 'never', lastModified: new Date(Date.UTC(2020, 1, 29)) },
  ]
}
