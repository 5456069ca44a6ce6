import { NextResponse, type NextRequest } from 'next/server'
import { limit } from '@/lib/state'
export async function GET(req: NextRequest) {
  const ip = req.headers.get('x-real-ip') ?? req.headers.get('x-forwarded-for')?.split(',')[0] ?? 'anon'
  const { ok, left } = limit(ip)
  if (!ok) return NextResponse.json({ error: 'Too Many Requests' }, { status: 429, headers: { 'Retry-After': '1', 'X-RateLimit-Remaining': '0' } })
  return NextResponse.json({ ok }, { headers: { 'X-RateLimit-Remaining': String(left) } })
}
