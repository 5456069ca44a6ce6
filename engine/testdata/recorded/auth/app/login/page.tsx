export default function P() { return <p>page /login</p> }
