export const dynamic='force-static'
export async function GET(r:Request,{params}:any){return Response.json({p:await params,u:r.url,t:Math.random()})}
