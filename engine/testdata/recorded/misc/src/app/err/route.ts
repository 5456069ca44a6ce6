export const dynamic='error'
export const GET=(r:any)=>Response.json({p:r.nextUrl.pathname})
