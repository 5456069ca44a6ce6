export const GET=async(q:Request)=>{q.url;const r=await fetch(process.env.UPSTREAM_URL+'/counter?k=nostore');return Response.json({c:await r.json()})}
