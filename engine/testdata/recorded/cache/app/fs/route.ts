export const dynamic='force-static'
export const GET=()=>Response.json({t:Date.now()},{headers:{'set-cookie':'a=1'}})
