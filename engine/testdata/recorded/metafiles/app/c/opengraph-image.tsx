export const alt = 'A'
export const revalidate = 30
export default async function I() { return new Response('og ' + Math.random()) }