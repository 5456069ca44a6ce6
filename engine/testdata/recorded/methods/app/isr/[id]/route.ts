export const dynamicParams=true
export function generateStaticParams(){return [{id:'a'},{id:'b c'},{id:'d/e'},{id:'ü'}]}
export async function GET(r:Request,{params}:any){const {id}=await params;return Response.json({id,phase:process.env.NEXT_PHASE??null})}
