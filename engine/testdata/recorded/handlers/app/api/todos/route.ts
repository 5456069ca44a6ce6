import { NextRequest, NextResponse } from 'next/server'
import { store, schema, wrap } from '@/lib/store'
import { revalidateTag } from 'next/cache'
export const GET = wrap(async (req: any) => {
  const q = (req as NextRequest).nextUrl.searchParams
  const page = Math.max(1, Number(q.get('page') ?? 1) || 1), per = Math.min(50, Number(q.get('per_page') ?? 2) || 2)
  let all = store.list(); const done = q.get('done'); if (done !== null) all = all.filter((t) => String(t.done) === done)
  for (const tag of q.getAll('tag')) all = all.filter((t) => t.tags.includes(tag))
  const sort = q.get('sort'); if (sort) { const dir = sort.startsWith('-') ? -1 : 1, key = sort.replace(/^-/, '') as 'title'; all = all.toSorted((a, b) => dir * String(a[key]).localeCompare(String(b[key]))) }
  const pages = Math.max(1, Math.ceil(all.length / per)); const items = all.slice((page - 1) * per, page * per)
  const link = (p: number, rel: string) => { const u = req.nextUrl.clone(); u.searchParams.set('page', String(p)); return `<${u.pathname}${u.search}>; rel="${rel}"` }
  const links = [link(1, 'first'), page > 1 && link(page - 1, 'prev'), page < pages && link(page + 1, 'next'), link(pages, 'last')].filter(Boolean).join(', ')
  return NextResponse.json({ items, total: all.length, page, pages }, { headers: { link: links, 'x-total-count': String(all.length) } })
})
export const POST = wrap(async (req: any) => { const todo = store.add(schema.parse(await req.json())); try { (revalidateTag as any)('todos', 'max') } catch (e: any) { return Response.json(e.message) } return NextResponse.json(todo, { status: 201, headers: { location: new URL(`/api/todos/${todo.id}`, req.url).pathname } }) })
export async function DELETE() { for (const t of store.list()) store.remove(t.id); return new NextResponse(null, { status: 204 }) }
