import { perName, outer } from '@/lib/flags'
export const dynamic = 'force-static'
export async function GET() { return Response.json({ f: await perName('never'), o: await outer(9), at: crypto.randomUUID() }) }
