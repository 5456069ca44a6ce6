export const GET=(r:any)=>Response.json({u:r.url,o:r.nextUrl.origin,h:r.nextUrl.host,p:r.nextUrl.protocol,ps:r.nextUrl.pathname,s:r.nextUrl.search})
