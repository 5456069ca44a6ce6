export const GET=async(r:Request,c:any)=>Response.json({...await c.params,u:r.url})
