export function generateImageMetadata(){return [{id:'small',size:{width:1,height:1},contentType:'image/png'},{id:2,size:{width:2,height:2}}]}
export default async function I(p:any){return new Response('i:'+(await p.id)+':'+JSON.stringify(await p.params??null),{headers:{'content-type':'image/png'}})}
