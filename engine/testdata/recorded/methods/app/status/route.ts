export const GET=(r:Request)=>new Response('x',{status:+new URL(r.url).searchParams.get('s')!,statusText:'Weird Text'})
