export const dynamic = 'force-static'
export default function Icon() { return new Response(new Uint8Array([1, 2, 3])) }
