import { t } from '@/lib/up'
export const generateStaticParams = () => [{ id: 'a' }]
export async function GET(_: Request, { params }: any) { const { id } = await params; return Response.json({ id, v: await t('/ticket?as' + id), w: await t('/ticket?aw' + id, { cache: 'force-cache', next: { tags: ['aw'] } }) }) }
