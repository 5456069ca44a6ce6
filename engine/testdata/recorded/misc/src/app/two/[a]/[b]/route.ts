export const generateStaticParams=()=>[{a:'1',b:'2'}]
export const dynamicParams=false
export const GET=async(r:Request,c:any)=>Response.json({p:await c.params})
