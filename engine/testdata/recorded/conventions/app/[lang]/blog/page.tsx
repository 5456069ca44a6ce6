export default function P() { return 'blog' }
