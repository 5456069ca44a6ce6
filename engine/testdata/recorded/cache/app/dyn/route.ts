export const GET=async(q:Request)=>{q.url;const r=await fetch(process.env.UPSTREAM_URL+'/counter?k=dyn',{next:{tags:['t1'],revalidate:3}});return Response.json({c:await r.json()})}
