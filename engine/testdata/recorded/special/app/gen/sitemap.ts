export async function generateSitemaps(){return [{id:0},{id:1},{id:'two'}]}
export default async function s(p:any){const id=await p.id;return [{url:'https://e.com/'+typeof id+'/'+id}]}
