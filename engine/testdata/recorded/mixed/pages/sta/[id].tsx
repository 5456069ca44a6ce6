export default function P() { return <p>sta</p> }
