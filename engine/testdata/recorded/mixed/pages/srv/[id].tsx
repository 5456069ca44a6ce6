export default function P() { return <p>srv</p> }
export async function getServerSideProps() { return { props: {} } }
