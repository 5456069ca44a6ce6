export const dynamicParams = false
export const generateStaticParams = () => [{ id: ['x', 'y'] }]
export async function GET() { return new Response('k catch ' + crypto.randomUUID()) }
