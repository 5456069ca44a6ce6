import { createHmac, timingSafeEqual } from 'node:crypto'
import { headers } from 'next/headers'
const secret = 'whsec_test'; const seen = new Set<string>()
export async function POST(req: Request) {
  const raw = await req.text(); const h = await headers(); const header = h.get('x-signature') ?? ''
  const parts = Object.fromEntries(header.split(',').map((p) => p.split('=') as [string, string]))
  const mac = createHmac('sha256', secret).update(`${parts.t}.${raw}`, 'utf8').digest()
  let given: Buffer; try { given = Buffer.from(parts.v1 ?? '', 'hex') } catch { given = Buffer.alloc(0) }
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) return new Response(`Webhook Error: invalid signature (${given.length})`, { status: 400 })
  let event: any; try { event = JSON.parse(raw) } catch (e) { return new Response(`Webhook Error: ${(e as Error).message}`, { status: 400 }) }
  if (seen.has(event.id)) return Response.json({ duplicate: true }); seen.add(event.id)
  switch (event.type) { case 'invoice.paid': { const { data: { object: { amount, currency } } } = event; return Response.json({ received: true, amount: new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount / 100) }) } case 'ping': return new Response(null, { status: 202 }); default: return Response.json({ ignored: event.type }) }
}
