const config = { basePath: '/docs', trailingSlash: true,
  async redirects() { return [
    { source: '/', destination: '/docs/', basePath: false, permanent: false },
    { source: '/old/:s', destination: '/api/:s', permanent: true },
    { source: '/plain/:s', destination: '/docs/api/:s', basePath: false, permanent: false },
    { source: '/rel-out', destination: 'https://example.org/docs', permanent: false },
    { source: '/slash/', destination: '/api/slash/', permanent: false },
    { source: '/root', destination: '/', permanent: false },
  ] },
  async rewrites() { return { beforeFiles: [{ source: '/bf/:s', destination: '/api/:s' }, { source: '/nobase', destination: 'http://127.0.0.1:4499/echo?nb=1', basePath: false }],
    afterFiles: [{ source: '/af/:s*', destination: '/api/x/:s*' }, { source: '/ext/:p*', destination: 'http://127.0.0.1:4499/:p*' }, { source: '/outer/:p*', destination: 'http://127.0.0.1:4499/echo?p=:p*', basePath: false }],
    fallback: [{ source: '/:any*', has: [{ type: 'header', key: 'x-fb' }], destination: '/api/fallback' }] } },
  async headers() { return [{ source: '/:p*', headers: [{ key: 'x-in', value: '1' }] }, { source: '/:p*', basePath: false, headers: [{ key: 'x-out', value: '1' }] }, { source: '/api/:n', headers: [{ key: 'x-n', value: ':n' }] }] },
}
export default config
