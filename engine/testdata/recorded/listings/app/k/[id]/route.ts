export const dynamicParams = false
export const generateStaticParams = () => [{ id: 'only' }]
export async function GET() { return new Response('k one ' + crypto.randomUUID()) }
