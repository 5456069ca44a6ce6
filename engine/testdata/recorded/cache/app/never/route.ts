export const revalidate=false
export const GET=()=>Response.json({t:Date.now(),phase:process.env.NEXT_PHASE??null})
