export async function generateSitemaps() { return [{ id: 0 }, { id: 1 }] }
export default async function sitemap({ id }) { return [{ url: 'https://x.example/' + (await id) + typeof id }] }
