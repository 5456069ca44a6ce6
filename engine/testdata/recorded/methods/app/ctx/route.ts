export const GET=(r:Request,c:any)=>Response.json({keys:Object.keys(c),t:typeof c.params})
