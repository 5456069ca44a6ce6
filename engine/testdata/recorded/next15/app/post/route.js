export async function POST(req) { return new Response('posted ' + (await req.text())) }
export async function GET() { return Response.json({ at: crypto.randomUUID() }) }
