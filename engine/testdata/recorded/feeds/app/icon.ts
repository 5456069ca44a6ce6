export const size = { width: 32, height: 32 }
export const contentType = 'image/svg+xml'
export default function Icon() { return new Response('<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"/>', { headers: { 'content-type': 'image/svg+xml' } }) }
