import type { NextConfig } from 'next'
const config: NextConfig = { cacheLife: { brief: { stale: 1, revalidate: 2, expire: 4 }, slow: { revalidate: 10, expire: 1000 } } }
export default config
