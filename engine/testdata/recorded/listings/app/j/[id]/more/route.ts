export const dynamic = 'force-static'
export async function GET(_: any, { params }: any) { return new Response('more ' + (await params).id + crypto.randomUUID()) }
