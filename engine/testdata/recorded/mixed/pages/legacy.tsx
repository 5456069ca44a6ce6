export default function P() { return <p>legacy</p> }
