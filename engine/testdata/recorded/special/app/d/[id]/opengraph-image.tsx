export default async function I(p:any){return new Response('og:'+(await p.params).id)}
