export async function GET() { return new Response(new Uint8Array([1]), { headers: { 'content-type': 'image/png' } }) }
