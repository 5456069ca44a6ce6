export const POST=async(r:Request)=>new Response('h:'+await r.text())
