export const dynamic = 'force-static'
export const GET = () => Response.json({ s: 1 })
