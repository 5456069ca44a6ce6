export default async function sitemap() { return [] }
