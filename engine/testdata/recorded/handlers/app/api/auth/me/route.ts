import { cookies, headers } from 'next/headers'
import { redirect, unauthorized, notFound } from 'next/navigation'
import { verify } from '@/lib/jwt'
export async function GET(req: Request) { const auth = (await headers()).get('authorization'); const token = auth?.startsWith('Bearer ') ? auth.slice(7) : (await cookies()).get('session')?.value; try { const { sub } = await verify(token); if (sub === 'ghost') notFound(); return Response.json({ sub, via: auth ? 'header' : 'cookie' }) } catch (e: any) { if (e.digest) throw e; if (new URL(req.url).searchParams.has('page')) redirect(`/login?next=${encodeURIComponent('/api/auth/me')}`); return new Response(e.message, { status: 401 }) } }
