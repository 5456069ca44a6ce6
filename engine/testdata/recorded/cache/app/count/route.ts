let n=0
export const GET=(r:Request)=>{r.url;return Response.json({n:++n})}
