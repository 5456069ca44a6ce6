export default { typescript: { ignoreBuildErrors: true }, basePath: '/my/shop', trailingSlash: true,
  async redirects() { return [{ source: '/old/:id', destination: '/api/u/:id', permanent: true }, { source: '/outside', destination: 'https://out.example/x', basePath: false, permanent: false }, { source: '/slashed/', destination: '/cart/', permanent: false }] },
  async rewrites() { return [{ source: '/rw/:id', destination: '/api/u/:id' }, { source: '/rwout/:id', destination: 'http://127.0.0.1:1/x', basePath: false }, { source: '/rws/:id/', destination: '/api/u/:id/' }] },
  async headers() { return [{ source: '/hdr', headers: [{ key: 'x-h', value: 'in' }] }, { source: '/hdr-out', basePath: false, headers: [{ key: 'x-h', value: 'out' }] }, { source: '/:p*', headers: [{ key: 'x-all', value: 'a/:p*' }] }] },
}
