export default async function s(p:any){return [{url:'https://e.com/'+JSON.stringify(p===undefined?'undef':p)}]}
