export const dynamicParams = false
export function generateStaticParams() { return [{ id: 'a' }, { id: 'b c' }] }
export default function P() { return <p>g</p> }
