export const GET=()=>new Response('out')
