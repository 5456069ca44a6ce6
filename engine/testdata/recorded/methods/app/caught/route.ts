import {headers} from 'next/headers'
export const revalidate=60
export const GET=async()=>{let e='none';try{await headers()}catch(x:any){e='thrown'};return Response.json({e})}
