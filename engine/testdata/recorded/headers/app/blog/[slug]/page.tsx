export const dynamicParams = false
export function generateStaticParams() { return [{ slug: 'a' }] }
export default async function P({ params }: any) { return <h1>{(await params).slug}</h1> }
