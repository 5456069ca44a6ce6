export default async function I(){return new Response('tw')}
