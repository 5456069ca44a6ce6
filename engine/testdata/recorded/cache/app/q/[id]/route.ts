export const revalidate=2
export function generateStaticParams(){return []}
export const GET=async(_:any,{params}:any)=>Response.json({id:(await params).id,t:Date.now(),r:Math.random()})
