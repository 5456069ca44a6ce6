export const dynamic = 'force-static'
export async function GET(_: Request, { params }: any) { throw new Error('static ' + (await params).id) }