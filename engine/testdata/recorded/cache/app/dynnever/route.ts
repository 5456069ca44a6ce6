export const GET=async(q:Request)=>{q.url;const r=await fetch(process.env.UPSTREAM_URL+'/counter?k=dynnever',{cache:'force-cache'});return Response.json({c:await r.json()})}
