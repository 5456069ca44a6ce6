import { after } from 'next/server'
export const dynamic = 'force-static'
export async function GET() { after(() => { (globalThis as any).__aft = 1 }); return Response.json({ r: Math.random() }) }