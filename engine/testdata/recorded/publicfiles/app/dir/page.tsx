export default function P() { return <p>page /dir</p> }
