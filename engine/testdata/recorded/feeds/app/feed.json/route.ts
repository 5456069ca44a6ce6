import { posts } from '@/lib/posts'
export async function GET(req: Request) { return Response.json({ version: 'https://jsonfeed.org/version/1.1', home: new URL('/', req.url).pathname, items: posts.slice(0, 2) }) }
