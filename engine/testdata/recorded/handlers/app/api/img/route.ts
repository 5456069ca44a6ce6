import { deflateSync } from 'zlib'
import { NextRequest } from 'next/server'
const T = new Int32Array(256).map((_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? -306674912 ^ (n >>> 1) : n >>> 1; return n })
const crc = (b: Buffer) => { let c = -1; for (const x of b) c = T[(c ^ x) & 255] ^ (c >>> 8); return (c ^ -1) >>> 0 }
const chunk = (type: string, data: Buffer) => { const len = Buffer.alloc(4), sum = Buffer.alloc(4), body = Buffer.concat([Buffer.from(type, 'ascii'), data]); len.writeUInt32BE(data.length); sum.writeUInt32BE(crc(body)); return Buffer.concat([len, body, sum]) }
const bmp = (w: number, h: number, [r, g, b]: number[]) => { const row = (w * 3 + 3) & ~3, buf = Buffer.alloc(54 + row * h); buf.write('BM'); buf.writeUInt32LE(buf.length, 2); buf.writeUInt32LE(54, 10); buf.writeUInt32LE(40, 14); buf.writeInt32LE(w, 18); buf.writeInt32LE(-h, 22); buf.writeUInt16LE(1, 26); buf.writeUInt16LE(24, 28); for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) buf.set([b, g, r], 54 + y * row + x * 3); return buf }
export async function GET(req: NextRequest) {
  const q = req.nextUrl.searchParams, w = Number(q.get('w') ?? 2), color = (q.get('c') ?? 'ff8000').match(/../g)!.map((h) => parseInt(h, 16))
  const accept = req.headers.get('accept') ?? ''
  if (q.get('as') === 'svg' || accept.includes('svg')) return new Response(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${w}"><rect fill="#${color.map((c) => c.toString(16).padStart(2, '0')).join('')}" width="100%" height="100%"/></svg>`, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, immutable, no-transform, max-age=31536000', vary: 'accept' } })
  if (q.get('as') === 'png') { const head = Buffer.alloc(13); head.writeUInt32BE(w, 0); head.writeUInt32BE(w, 4); head.set([8, 2, 0, 0, 0], 8); const png = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IEND', Buffer.alloc(0))]); return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png', 'content-length': String(png.length) } }) }
  if (q.get('as') === 'gif') return new Response(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64') as any, { headers: { 'content-type': 'image/gif' } })
  if (q.get('as') === 'data') return new Response(`data:image/bmp;base64,${bmp(w, w, color).toString('base64')}`)
  if (q.get('as') === 'buf') return new Response(bmp(w, 1, color).buffer.slice(0, 58) as any)
  if (q.get('as') === 'view') return new Response(new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2))
  return new Response(bmp(w, w, color) as any, { headers: { 'content-type': 'image/bmp' } })
}
export async function POST(req: Request) { const b = Buffer.from(await req.arrayBuffer()); const kind = b.subarray(0, 2).toString('latin1') === 'BM' ? 'bmp' : b.readUInt32BE(0) === 0x89504e47 ? 'png' : 'unknown'; return Response.json({ kind, w: kind === 'bmp' ? b.readInt32LE(18) : kind === 'png' ? b.readUInt32BE(16) : null, hex: b.subarray(0, 8).toString('hex'), json: JSON.stringify(b.subarray(0, 2)) }) }
