import {NextResponse} from 'next/server'
import type {NextRequest} from 'next/server'
export function middleware(r:NextRequest){const q=r.nextUrl.searchParams.get('m');if(q==='1')return NextResponse.json({mw:r.nextUrl.pathname,c:r.cookies.get('a')?.value??null});if(q==='c'){const s=NextResponse.next();s.cookies.set('mc','v',{path:'/x',maxAge:60});s.cookies.delete('gone');return s}return NextResponse.next()}
export const config={matcher:['/((?!api|_next).*)']}
