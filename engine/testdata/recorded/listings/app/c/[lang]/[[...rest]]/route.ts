export const revalidate = 2
export const generateStaticParams = () => [{ lang: 'en', rest: ['a'] }, { lang: 'de' }, { lang: 'fr', rest: [] }]
export async function GET(_: any, { params }: any) { return Response.json({ ...(await params), at: crypto.randomUUID() }) }
