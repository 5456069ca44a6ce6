export const dynamic='force-static'
export const GET=()=>new Response(null,{status:204})
