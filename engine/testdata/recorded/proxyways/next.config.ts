import type { NextConfig } from 'next'
const config: NextConfig = {
  async redirects() { return [{ source: '/old', destination: '/free', permanent: true }] },
  async rewrites() { return [{ source: '/rw-cfg/:n', destination: '/api/:n' }] },
  async headers() { return [{ source: '/:p*', headers: [{ key: 'x-cfg', value: 'c' }, { key: 'x-both', value: 'cfg' }] }] },
}
export default config
