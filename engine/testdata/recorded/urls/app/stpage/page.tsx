export default function P() { return <p>sp</p> }
