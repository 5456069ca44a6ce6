export default function P() { return <p>gsp</p> }
export async function getStaticProps() { return { props: {}, revalidate: 30 } }
