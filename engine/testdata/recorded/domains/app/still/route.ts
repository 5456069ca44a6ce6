export const dynamic = 'force-static'
export const GET = () => Response.json({ route: "/still", still: true })
