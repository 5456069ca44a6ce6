import {redirect,permanentRedirect,notFound,forbidden} from 'next/navigation'
import {cookies} from 'next/headers'
import type {NextRequest} from 'next/server'
const f=async(r:NextRequest)=>{const k=r.nextUrl.searchParams.get('k');(await cookies()).set('c','1');if(k==='r')redirect('/target?x=1');if(k==='abs')redirect('https://example.com/a b');if(k==='p')permanentRedirect('/p');if(k==='uml')redirect('/ä');if(k==='nf')notFound();if(k==='f')forbidden();return new Response('n')}
export {f as GET,f as POST}
