export default function N(){return <p>custom</p>}
