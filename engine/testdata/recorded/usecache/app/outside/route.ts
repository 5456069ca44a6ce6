import { cacheLife, cacheTag } from 'next/cache'
import { connection } from 'next/server'
export async function GET() { await connection(); const out: string[] = []; for (const f of [() => cacheLife('max'), () => cacheTag('x')]) try { f(); out.push('ok') } catch (e: any) { out.push(e.message) } return Response.json(out) }
