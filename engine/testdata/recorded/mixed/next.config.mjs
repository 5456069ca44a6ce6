export default { skipTrailingSlashRedirect: true, assetPrefix: '/cdn', poweredByHeader: false,
  async redirects() { return [{ source: '/r/:s', destination: '/api/:s', permanent: false }, { source: '/rs/:s/', destination: '/api/:s/', permanent: true }] },
  async rewrites() { return [{ source: '/w/:s', destination: '/api/:s' }, { source: '/ws/:s/', destination: '/x/:s' }, { source: '/t/:p*', destination: '/x/:p*' }, { source: '/leg', destination: '/legacy' }] },
  async headers() { return [{ source: '/api/:n', headers: [{ key: 'x-h', value: ':n' }] }] } }
