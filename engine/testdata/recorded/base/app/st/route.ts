export const dynamic='force-static'
export const GET=(r:any)=>Response.json({u:r.url,p:r.nextUrl.pathname})
