import { both } from '@/lib/data'
import { connection } from 'next/server'
export async function GET(req: Request) { await connection(); return Response.json([await both(1), await both(1, undefined), await both(1, { x: 1 }), await both(1, { x: 1, y: undefined }), await both(1, { x: 1 })]) }
