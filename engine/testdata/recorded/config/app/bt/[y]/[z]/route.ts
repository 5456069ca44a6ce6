export const GET=async(_:any,c:any)=>Response.json(await c.params)
