export const GET=async(r:Request)=>{r.url;return new Response(await (await fetch(process.env.UPSTREAM_URL+'/events?p=after')).text())}
