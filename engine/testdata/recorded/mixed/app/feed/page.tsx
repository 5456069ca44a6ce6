export default function P() { return <p>feed</p> }
