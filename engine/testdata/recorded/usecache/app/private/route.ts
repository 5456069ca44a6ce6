import { cookies } from 'next/headers'
import { cacheLife } from 'next/cache'
async function mine() { 'use cache: private'; cacheLife('minutes'); const c = await cookies(); return { who: c.get('who')?.value ?? 'nobody', at: crypto.randomUUID() } }
export async function GET() { return Response.json([await mine(), await mine()]) }
