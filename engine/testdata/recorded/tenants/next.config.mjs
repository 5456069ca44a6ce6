export default {
  async redirects() { return [
    { source: '/:path*', has: [{ type: 'host', value: 'www.acme.test' }], destination: 'https://acme.test/:path*', permanent: true },
    { source: '/:path((?!api/).*)', has: [{ type: 'host', value: 'old\\.acme\\.test' }], destination: 'http://new.acme.test/:path?from=old', statusCode: 301 },
  ] },
  async rewrites() { return { beforeFiles: [
    { source: '/:path*', has: [{ type: 'host', value: 'docs\\.(?<root>.*)' }], destination: '/docs/:root/:path*' },
    { source: '/', has: [{ type: 'host', value: '(?<sub>[a-z0-9-]+)\\.tenants\\.test' }], destination: '/sites/:sub' },
  ] } },
  async headers() { return [{ source: '/:path*', has: [{ type: 'host', value: '(?<h>.*)\\.test' }], headers: [{ key: 'x-host-part', value: ':h' }] }] },
}
