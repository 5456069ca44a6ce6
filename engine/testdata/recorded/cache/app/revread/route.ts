import {revalidateTag,unstable_cache} from 'next/cache'
const f=unstable_cache(async()=>Math.random(),['rr'],{tags:['rr']})
export async function POST(){const a=await f();revalidateTag('rr',{expire:0});const b=await f();return Response.json({same:a===b,b})}
export async function GET(r:Request){r.url;return Response.json({b:await f()})}
