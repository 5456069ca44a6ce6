export async function generateSitemaps() { const r = await fetch(process.env.UPSTREAM_URL + '/json?n=2'); const { n } = await r.json(); return Array.from({ length: n }, (_, id) => ({ id })) }
export default async function sitemap(props: any) { const id = await props.id; return [{ url: `https://x/${id}/${typeof id}/${Object.keys(props)}` }] }
