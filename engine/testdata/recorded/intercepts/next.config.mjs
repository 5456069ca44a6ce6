export default { async rewrites() { return [{ source: '/pics/:id', destination: '/photo/:id' }] } }
