export const dynamicParams = true
export function generateStaticParams() { return [{ lang: 'en', slug: ['a', 'b'] }, { lang: 'de', slug: ['ä ö'] }, { lang: 'fr' } as any] }
export async function GET(_: Request, { params }: any) { return Response.json({ ...(await params), at: crypto.randomUUID() }) }
