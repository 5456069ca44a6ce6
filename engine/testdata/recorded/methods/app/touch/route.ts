export const revalidate=60
export const GET=(r:Request)=>Response.json({u:new URL(r.url).pathname})
