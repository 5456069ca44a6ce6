import { posts, esc } from '@/lib/posts'
export const revalidate = 2
export async function GET() {
  const items = posts.map((p) => `<item><title>${esc(p.title)}</title><link>https://x.example/${p.slug}</link><pubDate>${p.date.toUTCString()}</pubDate></item>`).join('')
  return new Response(`<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><generator>${crypto.randomUUID()}</generator>${items}</channel></rss>`, { headers: { 'Content-Type': 'application/rss+xml; charset=utf-8', 'X-Robots-Tag': 'noindex' } })
}
