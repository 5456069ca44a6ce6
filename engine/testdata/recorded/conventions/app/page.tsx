export default function P() { return 'home' }
