export const dynamicParams = false
export const generateStaticParams = () => []
export async function GET() { return new Response('never') }
