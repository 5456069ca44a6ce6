import fs from 'fs'
let n=0
export const revalidate=1
export const GET=async()=>{n++;if(process.env.NEXT_PHASE!=='phase-production-build'&&n<2)throw new Error('later');return Response.json({ok:n})}
