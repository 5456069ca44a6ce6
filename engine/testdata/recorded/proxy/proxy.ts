import {NextResponse} from 'next/server'
import type {NextRequest} from 'next/server'
export default async function proxy(req:NextRequest,ev:any){
  const k=req.nextUrl.searchParams.get('k')
  const u=(p:string)=>new URL(p,req.url)
  switch(k){
    case 'next': return NextResponse.next({headers:{'x-mw':'1','x-url':req.url}})
    case 'reqh': {const h=new Headers(req.headers);h.set('x-added','v');h.delete('x-drop');return NextResponse.next({request:{headers:h}})}
    case 'rw': return NextResponse.rewrite(u('/show/rewritten?via=mw'))
    case 'rwh': {const h=new Headers(req.headers);h.set('x-added','v');return NextResponse.rewrite(u('/show/rwh'),{request:{headers:h},headers:{'x-res':'1'}})}
    case 'rw404': return NextResponse.rewrite(u('/nope'))
    case 'rwstatus': return NextResponse.rewrite(u('/show/st'),{status:203})
    case 'rwpub': return NextResponse.rewrite(u('/file.txt'))
    case 'redir': return NextResponse.redirect(u('/show/r?x=1'))
    case 'redir308': return NextResponse.redirect(u('/show/r'),308)
    case 'redirext': return NextResponse.redirect('https://example.com/x?y=1')
    case 'resp': return new Response('from proxy',{status:418,headers:{'x-p':'1','content-type':'text/x-p'}})
    case 'json': return NextResponse.json({a:1},{status:401})
    case 'null': return new Response(null,{status:204})
    case 'cookie': {const r=NextResponse.next();r.cookies.set('pc','1');r.cookies.set('pd','2',{httpOnly:true});return r}
    case 'cookieredir': {const r=NextResponse.redirect(u('/show'));r.cookies.set('pc','1');return r}
    case 'throw': throw new Error('mw')
    case 'undef': return
    case 'body': return new Response('got:'+await req.text())
    case 'bodynext': {const t=await req.text();return NextResponse.next({headers:{'x-len':String(t.length)}})}
    case 'loc200': return new Response('b',{status:200,headers:{location:'/q'}})
    case 'meth': return Response.json({m:req.method,p:req.nextUrl.pathname,s:req.nextUrl.search,ev:Object.keys(ev)})
    case 'multi': {const r=NextResponse.next();r.headers.append('x-m','1');r.headers.append('x-m','2');r.headers.set('cache-control','max-age=4');r.headers.set('content-type','text/zz');return r}
    case 'stream': return new Response(new ReadableStream({async start(c){for(let i=0;i<3;i++){c.enqueue(new TextEncoder().encode('s'+i));await new Promise(f=>setTimeout(f,60))}c.close()}}))
  }
  return NextResponse.next({headers:{'x-ran':'1'}})
}
export const config={matcher:['/show/:path*','/static','/nope','/file.txt','/post','/bfp','/cfgredir','/H/:x',{source:'/cond',has:[{type:'header',key:'x-c'}]}]}
