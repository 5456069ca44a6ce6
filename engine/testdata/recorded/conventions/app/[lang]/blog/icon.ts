export default async function Icon({ params }: any) { const p = await params; return new Response('icon ' + p.lang + crypto.randomUUID(), { headers: { 'content-type': 'image/png' } }) }
