export const GET=()=>new Response('cond')
