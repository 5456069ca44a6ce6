import { NextResponse, type NextRequest, type NextFetchEvent } from 'next/server'
export type Step = (req: NextRequest, ev: NextFetchEvent, res: NextResponse) => Promise<Response | void> | Response | void
export const chain = (...steps: Step[]) => async (req: NextRequest, ev: NextFetchEvent) => { const res = NextResponse.next(); for (const s of steps) { const r = await s(req, ev, res); if (r) { res.headers.forEach((v, k) => { if (!k.startsWith('x-middleware')) r.headers.set(k, v) }); return r } } return res }
