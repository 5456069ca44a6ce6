export default { cacheComponents: true, cacheLife: { blink: { stale: 0, revalidate: 2, expire: 600 }, frequent: { revalidate: 3 } } }
