import {after} from 'next/server'
export const GET=(r:Request)=>{r.url;after(async()=>{await fetch(process.env.UPSTREAM_URL+'/event?e=after1')});return new Response('a')}
