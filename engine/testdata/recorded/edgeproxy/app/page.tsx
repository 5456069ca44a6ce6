export default function P() { return <p>page /</p> }
