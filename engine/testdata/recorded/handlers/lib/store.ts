export type Todo = { id: number; title: string; done: boolean; tags: string[]; createdAt: string }
class Store { #items = new Map<number, Todo>(); #next = 1; readonly version = '1'
  list() { return [...this.#items.values()] } get(id: number) { return this.#items.get(id) }
  add(t: Omit<Todo, 'id' | 'createdAt'>) { const id = this.#next++; const todo = { id, ...t, createdAt: new Date(Date.UTC(2024, 0, id)).toISOString() }; this.#items.set(id, todo); return todo }
  update(id: number, patch: Partial<Todo>) { const old = this.#items.get(id); if (!old) throw new NotFound('Todo', id); const next = { ...old, ...patch, id }; this.#items.set(id, next); return next }
  remove(id: number) { return this.#items.delete(id) } }
const g = globalThis as any
export const store: Store = (g.__store ??= new Store())
export class HttpError extends Error { constructor(public status: number, message: string, public details?: unknown) { super(message); this.name = ({ 404: "NotFound", 422: "Invalid" } as any)[status] ?? "HttpError" } toJSON() { return { error: this.name, message: this.message, details: this.details } } }
export class NotFound extends HttpError { constructor(what: string, id: unknown) { super(404, `${what} ${id} not found`) } }
export class Invalid extends HttpError { constructor(details: Record<string, string[]>) { super(422, 'Validation failed', details) } }
type Handler<C> = (req: Request, ctx: C) => Promise<Response> | Response
export const wrap = <C,>(h: Handler<C>): Handler<C> => async (req, ctx) => { const t = Date.now(); try { const res = await h(req, ctx); res.headers.set('x-time', String(Date.now() - t >= 0)); return res } catch (e) { if (e instanceof HttpError) return Response.json(e, { status: e.status, headers: { 'x-error': e.name } }); if (e instanceof SyntaxError) return Response.json({ error: 'BadJson', message: e.message }, { status: 400 }); throw e } }
export const schema = { parse(v: any) { const errors: Record<string, string[]> = {}; const add = (k: string, m: string) => (errors[k] ??= []).push(m); if (typeof v !== 'object' || v === null || Array.isArray(v)) throw new Invalid({ _: ['Expected object'] }); if (typeof v.title !== 'string') add('title', 'Required'); else { if (v.title.trim().length < 2) add('title', 'Too short'); if (v.title.length > 20) add('title', `Too long: ${v.title.length}`) } if (v.tags !== undefined && !(Array.isArray(v.tags) && v.tags.every((t: any) => typeof t === 'string'))) add('tags', 'Expected strings'); if (v.done !== undefined && typeof v.done !== 'boolean') add('done', 'Expected boolean'); if (Object.keys(errors).length) throw new Invalid(errors); return { title: v.title.trim(), tags: v.tags ?? [], done: v.done ?? false } } }
