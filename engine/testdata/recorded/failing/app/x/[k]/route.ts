import { ctl } from '@/lib/ctl'
import { notFound, redirect, forbidden } from 'next/navigation'
import { cookies, headers } from 'next/headers'
export const revalidate = 1
export const generateStaticParams = () => ['throw', 'notfound', 'redirect', 's500', 's404', 's204', 'dyn', 'undef', 'slow', 'ok', 'url', 'nostore', 'cookie', 'stream'].map((k) => ({ k }))
export async function GET(req: Request, { params }: any) {
  const { k } = await params
  const on = ctl[k] === '1'
  if (on) switch (k) {
    case 'throw': throw new Error('went bad')
    case 'notfound': notFound()
    case 'redirect': redirect('/x/ok')
    case 's500': return new Response('five ' + crypto.randomUUID(), { status: 500 })
    case 's404': return new Response('four ' + crypto.randomUUID(), { status: 404 })
    case 's204': return new Response(null, { status: 204 })
    case 'dyn': await headers(); break
    case 'undef': return undefined as any
    case 'slow': await new Promise((r) => setTimeout(r, 700)); break
    case 'url': return new Response(new URL(req.url).pathname)
    case 'nostore': { const r = await fetch(process.env.UPSTREAM_URL + '/ticket?ns', { cache: 'no-store' }); return new Response((await r.json()).id) }
    case 'cookie': (await cookies()).set('x', '1'); break
    case 'stream': return new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode('part')); c.error(new Error('cut')) } }))
  }
  return Response.json({ k, at: crypto.randomUUID() })
}
