import { clerkMiddleware, createRouteMatcher } from '@/lib/clerk'
import { NextResponse } from 'next/server'
const isProtected = createRouteMatcher(['/dashboard(.*)', '/forum(.*)', '/api/private(.*)', '/feed(.*)'])
const isAdmin = createRouteMatcher(['/dashboard/admin(.*)', '/api/private/admin(.*)'])
export default clerkMiddleware(async (auth, req) => {
  if (isAdmin(req)) await auth.protect({ role: 'admin' })
  if (isProtected(req)) await auth.protect()
  const { userId } = await auth()
  if (userId && req.nextUrl.pathname === '/') return NextResponse.redirect(new URL('/dashboard', req.url))
})
export const config = {
  matcher: [
    // Skip Next.js internals and all static files, unless found in search params
    '/((?!_next|[^?]*\\.(?:html?|css|js(?!on)|jpe?g|webp|png|gif|svg|ttf|woff2?|ico|csv|docx?|xlsx?|zip|webmanifest)).*)',
    '/(api|trpc)(.*)',
  ],
}
