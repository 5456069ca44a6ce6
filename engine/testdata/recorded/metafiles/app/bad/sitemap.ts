export const dynamic = 'force-dynamic'
export default function s() { throw new Error('sm') }