export const dynamic='force-dynamic'
export default async function s(){return [{url:'https://e.com/fd'}]}
