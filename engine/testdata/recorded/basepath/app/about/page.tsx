export default function P() { return <p>about</p> }
