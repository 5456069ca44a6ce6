import { NextResponse, type NextRequest } from 'next/server'
export async function proxy(req: NextRequest) {
  const how = req.headers.get('x-how'); let seen = ''
  try {
    if (how === 'text') seen = String((await req.text()).length)
    if (how === 'json') seen = JSON.stringify(await req.json())
    if (how === 'form') seen = [...(await req.formData())].map(([k, v]) => k + '=' + (typeof v === 'string' ? v : v.name)).join('&')
    if (how === 'buf') seen = String((await req.arrayBuffer()).byteLength)
    if (how === 'blob') seen = String((await req.blob()).size)
    if (how === 'clone') { seen = String((await req.clone().text()).length) + '/' + (await req.text()).length }
    if (how === 'twice') { await req.text(); await req.text() }
    if (how === 'reader') { const r = req.body!.getReader(); const { value } = await r.read(); seen = String(value!.length > 0); r.releaseLock() }
    if (how === 'cancel') { await req.body?.cancel(); seen = 'cancelled' }
    if (how === 'null') seen = String(req.body) + String(req.bodyUsed)
  } catch (e: any) { seen = e.name + ' ' + e.message }
  if (how === 'answer') return new Response(req.body, { headers: { 'content-type': 'text/x-back' } })
  if (how === 'answertext') return new NextResponse('back ' + await req.text())
  if (how === 'rw') { await req.text(); return NextResponse.rewrite(new URL('/api/echo', req.url)) }
  if (how === 'newreq') { const n = new Request(req, { headers: { 'x-seen': 'newreq' } }); seen = String((await n.text()).length) }
  const headers = new Headers(req.headers); headers.set('x-seen', seen)
  return NextResponse.next({ request: { headers } })
}
export const config = { matcher: '/api/:path*' }
