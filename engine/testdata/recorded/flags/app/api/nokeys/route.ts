import { noKeys, noKeys2 } from '@/lib/flags'
export async function GET(req: Request) { const q = new URL(req.url).searchParams; return Response.json([await noKeys(), await noKeys(1), await noKeys('1'), await noKeys({ a: 1, b: [2] }), await noKeys({ b: [2], a: 1 }), await noKeys(undefined), await noKeys(null), await noKeys2()]) }
