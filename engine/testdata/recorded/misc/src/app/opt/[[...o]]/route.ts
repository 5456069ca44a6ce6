export const generateStaticParams=()=>[{},{o:['x']}]
export const GET=async(r:Request,c:any)=>Response.json({p:await c.params,ph:process.env.NEXT_PHASE??null})
