import { withFetch } from '@/lib/flags'
export async function GET() { return Response.json({ id: await withFetch() }) }
