export const dynamicParams = false
export const generateStaticParams = () => [{ id: 'a' }]
export async function GET() { return new Response('gsp') }
