export const dynamic = 'force-dynamic'
export default async function sitemap() { return [{ url: 'https://x.example/' + crypto.randomUUID() }] }
