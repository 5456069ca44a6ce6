import { log } from '@/lib/log'
export async function GET() { return Response.json(log.splice(0)) }
