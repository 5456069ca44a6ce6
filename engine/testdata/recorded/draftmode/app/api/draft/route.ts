import { draftMode } from 'next/headers'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
export async function GET(req: NextRequest) {
  const secret = req.nextUrl.searchParams.get('secret'), slug = req.nextUrl.searchParams.get('slug')
  if (secret !== 'tok') return new Response('Invalid token', { status: 401 })
  const d = await draftMode()
  const before = d.isEnabled
  d.enable()
  if (!slug) return Response.json({ before, after: d.isEnabled })
  redirect('/posts/' + slug)
}
