export const revalidate = 2
export default function sitemap() { return [{ url: 'https://x/' + crypto.randomUUID(), lastModified: '2020' }] }
