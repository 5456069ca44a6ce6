export const revalidate=20
export const GET=()=>Response.json({i:process.env.INLINED,p:process.env.PLAIN})
