import { ticket } from '@/lib/api'
export async function GET() { return Response.json({ list: await ticket('list', ['posts']), own: await ticket('own', ['own'], 2), at: 'live' }) }
