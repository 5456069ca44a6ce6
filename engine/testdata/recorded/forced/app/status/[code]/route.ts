export const dynamic = 'force-static'
export async function GET(_: Request, { params }: any) { const { code } = await params; return new Response(['204', '304', '205'].includes(code) ? null : 's' + code + crypto.randomUUID(), { status: Number(code) }) }
