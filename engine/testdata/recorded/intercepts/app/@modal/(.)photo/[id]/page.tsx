export const dynamic = 'force-dynamic'
export default async function P({ params }: any) { return <p>modal {(await params).id}</p> }
