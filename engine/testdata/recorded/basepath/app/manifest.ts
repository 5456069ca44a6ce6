export default function m() { return { name: 'x', start_url: '/docs/' } }
