export default function P() { return <p>d</p> }
