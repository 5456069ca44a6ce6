export function generateStaticParams() { return [{ slug: 'one' }] }
export default async function I({ params }: any) { return Response.json({ ...(await params), r: Math.random() }) }