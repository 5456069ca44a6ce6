export default function P() { return <p>page /admin</p> }
