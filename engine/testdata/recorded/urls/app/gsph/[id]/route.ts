export const dynamicParams = false
export function generateStaticParams() { return [{ id: 'a' }] }
export const GET = async (_: Request, c: any) => Response.json(await c.params)
