export const dynamic = 'force-dynamic'
let n = 0
export default function s() { return [{ url: 'https://n/' + ++n }] }