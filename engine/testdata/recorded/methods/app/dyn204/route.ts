export const GET=(r:Request)=>{r.url;return new Response(null,{status:204})}
export const POST=()=>new Response(null,{status:304})
