export const dynamic='force-static'
export const GET=async()=>{const r=await fetch(process.env.UPSTREAM_URL+'/counter?k=tagged',{next:{tags:['t1']}});return Response.json({c:await r.json(),t:Date.now()})}
