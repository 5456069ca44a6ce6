export const dynamic = 'force-static'
export const GET = async (_: Request, c: any) => Response.json(await c.params)
