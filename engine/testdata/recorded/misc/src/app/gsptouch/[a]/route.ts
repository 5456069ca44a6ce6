import {headers} from 'next/headers'
export const generateStaticParams=()=>[{a:'1'}]
export const GET=async(r:Request,c:any)=>{const {a}=await c.params;if(a!=='1')await headers();return Response.json({a})}
