export default ({ id }: any) => <p>{id}</p>
export const getServerSideProps = (c: any) => ({ props: { id: String(c.params.id) } })
