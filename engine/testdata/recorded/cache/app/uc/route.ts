import {unstable_cache} from 'next/cache'
let calls=0
const f=unstable_cache(async(a:string)=>({a,n:++calls,r:Math.random()}),['k'],{tags:['uc'],revalidate:2})
export const GET=async(q:Request)=>Response.json(await f(new URL(q.url).searchParams.get('a')??'d'))
