import { ticket } from '@/lib/api'
export const dynamic = 'force-static'
export async function GET() { const [a, b] = await Promise.all([ticket('x', ['x', 'both']), ticket('y', ['y', 'both'], 3)]); return Response.json({ a, b, at: crypto.randomUUID() }) }
