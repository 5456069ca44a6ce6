export const revalidate = 2
export async function GET() {
  const enc = new TextEncoder()
  const id = crypto.randomUUID()
  return new Response(new ReadableStream({ async start(c) { for (let i = 0; i < 4; i++) { c.enqueue(enc.encode(`chunk ${i} ${id}\n`)); await new Promise((r) => setTimeout(r, 30)) } c.close() } }), { headers: { 'content-type': 'text/event-stream' } })
}
