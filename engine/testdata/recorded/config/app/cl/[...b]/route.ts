export const GET=async(r:any,c:any)=>Response.json({rest:await c.params,u:r.url})
