export const dynamic = 'force-static'
export const GET = () => new Response(new Uint8Array([0, 255, 254, 128, 10, 13, 0]), { headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="a.bin"' } })
