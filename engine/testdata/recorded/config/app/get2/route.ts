export const GET=(r:any)=>Response.json({g2:r.url})
