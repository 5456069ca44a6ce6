import {unstable_cache} from 'next/cache'
const f=unstable_cache(async()=>Math.random(),['s'],{tags:['ucs']})
export const dynamic='force-static'
export const GET=async()=>Response.json({v:await f()})
