export const GET=async(r:any,{params}:any)=>Response.json({p:await params,u:r.url,n:r.nextUrl.pathname,s:Object.fromEntries(r.nextUrl.searchParams)})
