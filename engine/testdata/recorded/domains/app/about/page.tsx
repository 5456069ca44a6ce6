export default function P() { return <p>page /about</p> }
