export const dynamic = 'force-dynamic'
export default async function P({ params }: any) { return <p>full {(await params).id}</p> }
