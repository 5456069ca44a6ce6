import { root, branch } from '@/lib/nested'
import { connection } from 'next/server'
export async function GET() { await connection(); return Response.json({ r: await root(1), b: await branch(2) }) }
