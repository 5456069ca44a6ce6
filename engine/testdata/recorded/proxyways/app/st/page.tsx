export default function P() { return <p>st</p> }
