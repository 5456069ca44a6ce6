import { after } from 'next/server'
import { log } from '@/lib/log'
export const revalidate = 2
export async function GET() { after(() => { log.push('after static') }); return Response.json({ at: crypto.randomUUID() }) }
