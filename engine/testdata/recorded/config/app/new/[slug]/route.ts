export const GET=async(r:any,{params}:any)=>Response.json({p:await params,u:r.url,s:r.nextUrl.search})
export const POST=GET
