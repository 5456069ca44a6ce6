export const dynamic='error'
export const GET=(r:any)=>Response.json({u:r.url})
