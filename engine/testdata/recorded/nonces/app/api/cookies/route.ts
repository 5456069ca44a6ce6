import { cookies } from 'next/headers'
export const GET = async () => { const c = await cookies(); c.set('h', '1'); c.set('both', 'handler'); return Response.json(c.getAll().map((x) => x.name + '=' + x.value), { headers: [['set-cookie', 'raw=1; Path=/'], ['set-cookie', 'raw2=2']] }) }
