export const dynamic='force-static'
export const GET=(r:Request)=>Response.json({url:r.url,h:[...r.headers].length})
export async function POST(r:Request){return Response.json({url:r.url,h:[...r.headers].length,b:await r.text()})}
