export const generateStaticParams=async()=>[{s:['a','b']},{s:['c d']}]
export const revalidate=false
export const GET=async(r:Request,c:any)=>Response.json({p:await c.params,ph:process.env.NEXT_PHASE??null})
