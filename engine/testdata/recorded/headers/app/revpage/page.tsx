export const revalidate = 60
export default async function P() { return <h1>rev</h1> }
