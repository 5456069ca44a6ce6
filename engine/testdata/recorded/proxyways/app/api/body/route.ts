export const POST = async (req: Request) => Response.json({ got: await req.text(), x: req.headers.get('x-len') })
