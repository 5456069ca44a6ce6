export const GET=()=>new Response('h')
