export const runtime = 'nodejs'
export const alt = 'a'
export const size = { width: 1, height: 1 }
export const contentType = 'image/gif'
export default async function Image(...args: any[]) { const [a] = args; return new Response(JSON.stringify({ n: args.length, keys: a ? Object.keys(a) : null, p: a?.params === undefined ? 'undef' : typeof a.params.then })) }
