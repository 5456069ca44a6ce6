export const size = { width: 1, height: 1 }
export const contentType = 'image/svg+xml'
export default function I() { return new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }) }