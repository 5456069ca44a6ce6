export const dynamic = 'force-dynamic'
export default function P() { return <p>page /dashboard/[team]/settings</p> }
