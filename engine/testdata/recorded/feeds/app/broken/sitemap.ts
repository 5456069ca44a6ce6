export const dynamic = 'force-dynamic'
export default async function sitemap() { throw new Error('no db') }
