export const dynamicParams = false
export function generateStaticParams() { return [{ p: [] }, { p: ['x'] }, { p: ['x', 'y z'] }, { p: undefined }] as any }
export async function GET(_: any, { params }: any) { return Response.json({ ...(await params), keys: Object.keys(await params), at: crypto.randomUUID() }) }
