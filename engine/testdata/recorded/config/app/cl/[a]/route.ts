export const dynamicParams=false
export const generateStaticParams=()=>[{a:'1'}]
export const GET=async(_:any,c:any)=>Response.json(await c.params)
