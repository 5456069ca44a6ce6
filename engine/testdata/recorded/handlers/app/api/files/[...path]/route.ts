import { NextRequest } from 'next/server'
const text = Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join('')
const data = new TextEncoder().encode(text)
export async function GET(req: NextRequest, { params }: { params: Promise<{ path: string[] }> }) {
  const { path } = await params
  const file = (globalThis as any).__files?.get(path.at(-1)); const bytes: Uint8Array = file?.bytes ?? data
  const headers = new Headers({ 'accept-ranges': 'bytes', 'content-type': file?.type || 'text/plain', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(path.at(-1)!)}` })
  const range = /^bytes=(\d*)-(\d*)$/.exec(req.headers.get('range') ?? '')
  if (range) { const size = bytes.length; let start = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]); const end = range[1] === '' || range[2] === '' ? size - 1 : Math.min(size - 1, Number(range[2])); if (start > end || start >= size) { headers.set('content-range', `bytes */${size}`); return new Response(null, { status: 416, headers }) } headers.set('content-range', `bytes ${start}-${end}/${size}`); return new Response(bytes.subarray(start, end + 1) as any, { status: 206, headers }) }
  if (req.nextUrl.searchParams.has('info')) return Response.json({ path, len: bytes.length })
  return new Response(new Blob([bytes as any], { type: headers.get('content-type')! }), { headers })
}
export async function HEAD(req: NextRequest, ctx: any) { const r = await GET(req, ctx); return new Response(null, { status: r.status, headers: r.headers }) }
