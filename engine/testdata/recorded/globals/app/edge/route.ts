export const runtime = 'edge'
export async function GET(req: Request, ctx: any) { return Response.json({ er: typeof (globalThis as any).EdgeRuntime, ev: (globalThis as any).EdgeRuntime, pk: typeof process, env: typeof process.env, nx: process.env.NEXT_RUNTIME, pp: typeof (process as any).pid, cwd: typeof (process as any).cwd, v: typeof (process as any).version, buf: typeof Buffer, si: typeof setImmediate, p: ctx.params instanceof Promise, pj: await ctx.params, u: req.url.replace(/\d+\//, 'P/'), rq: typeof require, ao: typeof (globalThis as any).AsyncLocalStorage }) }
export async function POST() { throw new Error('edge boom') }
export async function PUT() { return undefined as any }
export async function DELETE(req: Request) { return new Response(await req.text(), { status: 202 }) }