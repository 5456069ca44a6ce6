export async function GET() { return Response.json({ g: 1 }) }
export async function POST() { return Response.json({ p: 1 }) }