export const GET=async(r:any,c:any)=>Response.json({u:r.url,p:r.nextUrl.pathname,b:r.nextUrl.basePath,h:r.nextUrl.href,q:await c.params})
