export const GET=(r:Request)=>{r.url;return Response.json({n:(globalThis as any).__reg??0})}
