import { ticket } from '@/lib/api'
export const revalidate = false
export async function GET() { return Response.json({ list: await ticket('list', ['posts']), at: crypto.randomUUID() }) }
