import { revalidatePath } from 'next/cache'
import { todos } from './store'
export const dynamic = 'force-dynamic'
export async function GET() { return Response.json(todos) }
export async function POST(req: Request) { const b = await req.formData(); todos.push({ id: todos.length + 1, text: String(b.get('text')) }); revalidatePath('/todos/summary'); return Response.redirect(new URL('/todos', req.url), 303) }
