export function generateStaticParams(){return [{id:'a'},{id:'b'}]}
export const GET=async(_:any,{params}:any)=>Response.json({id:(await params).id,t:Date.now(),r:Math.random()})
