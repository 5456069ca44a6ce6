export default function P() { return <p>page /cart</p> }
