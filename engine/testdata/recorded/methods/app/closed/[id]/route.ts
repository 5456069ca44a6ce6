export const dynamicParams=false
export function generateStaticParams(){return [{id:'a'}]}
export async function GET(r:Request,{params}:any){return Response.json(await params)}
