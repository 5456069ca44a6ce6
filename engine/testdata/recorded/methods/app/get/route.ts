export const GET = () => Response.json({ok:1},{headers:{'x-a':'b'}})
