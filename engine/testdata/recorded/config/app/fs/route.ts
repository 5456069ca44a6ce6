export const dynamic='force-static'
export const GET=()=>new Response('fs',{headers:{'cache-control':'max-age=99'}})
