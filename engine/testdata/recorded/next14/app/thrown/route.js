export async function GET(req) { const u = req.url; throw new Error('x') }
