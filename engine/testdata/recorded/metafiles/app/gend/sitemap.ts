export const dynamic = 'force-dynamic'
export function generateSitemaps() { return [{ id: 0 }] }
export default async function s({ id }: any) { return [{ url: 'https://gd/' + (await id) }] }