import {cookies,headers} from 'next/headers'
export const GET=async()=>{const c=await cookies();c.set('a','1',{httpOnly:true,maxAge:60});c.set('b','ü x');c.delete('old');return Response.json({in:c.getAll().map(x=>x.name+'='+x.value),ua:(await headers()).get('user-agent')},{headers:{'set-cookie':'a=own; Path=/o'}})}
export const POST=async()=>{const c=await cookies();c.set('p','1');return new Response(null,{status:201})}
