export const GET=()=>new Response('dot')
