let n=0
export const revalidate=2
export const GET=()=>Response.json({n:++n,t:Date.now(),phase:process.env.NEXT_PHASE??null})
