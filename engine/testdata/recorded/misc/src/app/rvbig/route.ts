export const revalidate=200
export const GET=()=>new Response('x')
