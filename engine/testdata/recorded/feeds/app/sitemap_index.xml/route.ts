export const dynamic = 'error'
export function GET() { const ids = ['0', '1', 'big']; return new Response(`<sitemapindex>${ids.map((i) => `<sitemap><loc>https://x.example/blog/sitemap/${i}.xml</loc></sitemap>`).join('')}</sitemapindex>`, { headers: { 'content-type': 'application/xml' } }) }
