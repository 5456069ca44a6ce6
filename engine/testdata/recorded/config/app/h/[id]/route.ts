export const GET=()=>new Response('h',{headers:{'cache-control':'no-store','set-cookie':'own=1','x-all':'mine','vary':'x-own','content-type':'text/x-own'}})
