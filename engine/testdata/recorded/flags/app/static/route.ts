import { flag, perName } from '@/lib/flags'
export const revalidate = 60
export async function GET() { return Response.json({ f: (await flag('static')).rev, at: crypto.randomUUID() }) }
