export const dynamicParams = false
export const generateStaticParams = () => [{ id: 'a' }, { id: 'b' }]
export const GET = async (_: Request, c: any) => Response.json(await c.params)
