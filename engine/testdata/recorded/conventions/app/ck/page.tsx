export default function P() { return 'ck' }
