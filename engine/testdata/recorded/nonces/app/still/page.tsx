export default function P() { return <p>page /still</p> }
