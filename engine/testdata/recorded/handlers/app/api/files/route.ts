import { createHash } from 'crypto'
const files = new Map<string, { type: string; bytes: Uint8Array; name: string }>()
;(globalThis as any).__files = files
export async function POST(req: Request) {
  const type = req.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) {
    let form: FormData
    try { form = await req.formData() } catch (e: any) { return Response.json({ error: e.name, m: e.message }, { status: 400 }) }
    const out: any[] = []
    for (const [k, v] of form) { if (typeof v === 'string') out.push([k, v]); else { const bytes = new Uint8Array(await v.arrayBuffer()); files.set(v.name, { type: v.type, bytes, name: v.name }); out.push([k, { name: v.name, type: v.type, size: v.size, sha: createHash('sha256').update(bytes).digest('hex').slice(0, 16), isFile: v instanceof File, isBlob: v instanceof Blob, text: v.type.startsWith('text/') ? (await v.text()).slice(0, 40) : undefined, slice: await v.slice(0, 3).text() }]) } }
    return Response.json({ out, keys: [...form.keys()], has: form.has('a'), all: form.getAll('a').length })
  }
  if (!req.body) return Response.json({ error: 'empty' }, { status: 400 })
  const hash = createHash('md5'); let size = 0, chunks = 0; for await (const c of req.body as any) { hash.update(c); size += c.length; chunks++ }
  return Response.json({ size, md5: hash.digest('hex'), some: chunks > 0, type }, { status: 201 })
}
export async function GET() { return Response.json([...files.values()].map((f) => [f.name, f.type, f.bytes.length])) }
