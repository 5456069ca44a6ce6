export default function P() { return <p>page /b</p> }
