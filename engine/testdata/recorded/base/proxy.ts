import {NextResponse} from 'next/server'
export function proxy(r:any){return r.nextUrl.searchParams.get('k')==='meth'?Response.json({u:r.url,p:r.nextUrl.pathname,b:r.nextUrl.basePath}):r.nextUrl.searchParams.get('k')==='rw'?NextResponse.rewrite(new URL('/docs/new/rw/',r.url)):NextResponse.next()}
export const config={matcher:'/m/:p*'}
