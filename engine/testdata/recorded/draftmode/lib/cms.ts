import { unstable_cache } from 'next/cache'
export const loadPost = unstable_cache(async (slug: string) => ({ slug, rev: crypto.randomUUID() }), ['cms-post'], { tags: ['cms'], revalidate: 60 })
export async function remote(path: string) { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?' + path, { next: { revalidate: 60, tags: ['remote'] } }); return (await r.json()).id }
