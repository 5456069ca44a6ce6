export const GET=()=>new Response('case')
