export const GET=(r:Request)=>{r.url;return Response.json((globalThis as any).__errs??[])}
