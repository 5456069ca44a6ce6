export const revalidate = 60
export async function GET(req: Request) { return Response.json({ aborted: req.signal.aborted, dest: req.destination, mode: req.mode, body: req.body === null, used: req.bodyUsed, at: crypto.randomUUID() }) }
