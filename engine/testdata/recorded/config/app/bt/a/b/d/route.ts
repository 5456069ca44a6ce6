export const GET=()=>new Response('abd')
