import { connection } from 'next/server'
import { cacheTag } from 'next/cache'
async function far(k: string) { 'use cache: remote'; cacheTag('far'); return { k, at: crypto.randomUUID() } }
export async function GET(req: Request) { await connection(); return Response.json(await far(new URL(req.url).searchParams.get('k') ?? 'none')) }
