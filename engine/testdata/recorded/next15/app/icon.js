export default function Icon() { return new Response('icon ' + crypto.randomUUID(), { headers: { 'content-type': 'image/png' } }) }
