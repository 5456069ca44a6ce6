export const dynamic='force-static'
export const GET=()=>Response.json({t:Date.now()},{headers:{'cache-control':'max-age=7'}})
