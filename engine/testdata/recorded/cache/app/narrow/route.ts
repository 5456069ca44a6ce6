export const revalidate=3600
export const GET=async()=>{const r=await fetch(process.env.UPSTREAM_URL+'/counter?k=narrow',{next:{revalidate:2}});return Response.json({c:await r.json()})}
