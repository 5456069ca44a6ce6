export default async function sitemap() { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?ns', { cache: 'no-store' }); return [{ url: 'https://x/' + (await r.json()).id }] }
