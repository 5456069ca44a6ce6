export async function POST(r:Request){return Response.json({b:await r.text(),ct:r.headers.get('content-type')})}
