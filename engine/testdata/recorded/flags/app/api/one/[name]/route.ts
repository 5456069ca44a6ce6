import { perName } from '@/lib/flags'
export async function GET(_: Request, { params }: any) { const { name } = await params; return Response.json({ a: await perName(name), b: await perName(name), par: await Promise.all([perName('p' + name), perName('p' + name)]).then(([a, b]) => a === b) }) }
