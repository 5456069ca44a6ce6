export const fetchCache='force-cache'
export const GET=async(r:Request)=>{r.url;return Response.json(await (await fetch(process.env.UPSTREAM_URL+'/counter?k=fc')).json())}
