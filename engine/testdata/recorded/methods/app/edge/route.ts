export const runtime='edge'
export const GET=async(r:Request,c:any)=>{if(r.url.includes('boom'))throw new Error('e');return Response.json({p:await c.params,e:typeof (globalThis as any).EdgeRuntime})}
