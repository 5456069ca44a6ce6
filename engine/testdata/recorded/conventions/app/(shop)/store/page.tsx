export default function P() { return 'store' }
