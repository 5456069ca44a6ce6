export async function GET(req) { const u = req.url }
