export default async function Image() { return new Response('') }
