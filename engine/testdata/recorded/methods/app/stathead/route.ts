export const dynamic='force-static'
export const GET=()=>new Response('g')
export const HEAD=()=>new Response(null,{headers:{'x-h':'head'}})
