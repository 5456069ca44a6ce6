export const revalidate=60
export default async function s(){return [{url:'https://e.com/rv'}]}
