import { todos } from '../store'
export const revalidate = false
export function GET() { return Response.json({ n: todos.length, last: todos.at(-1)?.text, at: crypto.randomUUID() }) }
