import {cookies} from 'next/headers'
export const GET=async(r:any,{params}:any)=>Response.json({p:await params,u:r.url,h:Object.fromEntries([...r.headers].filter(([k])=>k.startsWith('x-')&&!k.startsWith('x-forwarded'))),c:(await cookies()).getAll().map((c:any)=>c.name+'='+c.value)},{headers:{'cache-control':'no-cache'}})
export const OPTIONS=GET
