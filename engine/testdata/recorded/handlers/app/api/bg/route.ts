import { after, NextRequest } from 'next/server'
import { cookies, headers } from 'next/headers'
const log: string[] = ((globalThis as any).__bg ??= [])
export async function POST(req: NextRequest) {
  const id = req.nextUrl.searchParams.get('id') ?? '0'
  after(async () => { log.push(`${id}:start ${(await headers()).get('x-id')}`); await new Promise((r) => setTimeout(r, 20)); log.push(`${id}:end ${(await cookies()).get('u')?.value ?? 'none'}`) })
  after(() => { log.push(`${id}:sync`); after(() => { log.push(`${id}:nested`) }) })
  after(Promise.resolve().then(() => log.push(`${id}:promise`)))
  if (id === 'boom') after(() => { throw new Error('after boom') })
  if (id === 'throw') throw new Error('handler')
  log.push(`${id}:handler`)
  return Response.json({ id }, { status: 202 })
}
export async function GET() { const out = [...log]; log.length = 0; return Response.json(out) }
