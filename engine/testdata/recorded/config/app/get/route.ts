export const GET=(r:any)=>Response.json({g:r.url})
