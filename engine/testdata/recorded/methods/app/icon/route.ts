export const GET=()=>new Response('icon')
