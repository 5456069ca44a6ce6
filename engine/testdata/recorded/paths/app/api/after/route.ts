import { after } from 'next/server'
import { revalidateTag, revalidatePath } from 'next/cache'
import { cookies, headers } from 'next/headers'
import { log } from '@/lib/log'
export async function POST(req: Request) {
  const b = await req.json()
  after(async () => {
    log.push('after start ' + b.path)
    try { if (b.path) revalidatePath(b.path, b.type); if (b.tag) revalidateTag(b.tag, 'max') } catch (e: any) { log.push(e.message) }
    try { log.push('h ' + (await headers()).get('x-probe')); (await cookies()).set('a', '1') } catch (e: any) { log.push(e.message) }
    after(() => { log.push('nested after') })
  })
  after(Promise.resolve().then(() => log.push('promise')))
  after(() => { throw new Error('in after') })
  log.push('handler done')
  if (b.redirect) return Response.redirect(new URL('/shop/about', req.url))
  if (b.fail) throw new Error('failing')
  return Response.json({ ok: true })
}
