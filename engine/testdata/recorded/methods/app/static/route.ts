export const dynamic='force-static'
export const GET=(r:Request)=>Response.json({url:r.url,n:[...r.headers].length,t:'static'},{status:201,headers:{'x-s':'1'}})
