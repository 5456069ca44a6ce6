export default async function P({params}:any){return <p>{(await params).id}</p>}
