import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'
const later = (v) => new Promise((ok) => setTimeout(() => ok(v), 5))
export default async (phase, { defaultConfig }) => {
  const up = process.env.UPSTREAM_URL ?? 'http://127.0.0.1:4499'
  await later()
  return {
    async redirects() {
      const legacy = await later(['one', 'two'])
      return [
        ...legacy.map((n, i) => ({ source: '/legacy/' + n, destination: '/go/legacy-' + n, permanent: i === 0 })),
        { source: '/opt-r/:id?', destination: '/go/:id', permanent: false },
        { source: '/star/:path*', destination: '/deep/:path*', permanent: false },
        { source: '/plus/:path+', destination: '/deep/x/:path*/y', permanent: false },
        { source: '/user-:name([a-z]+)/:rest(\\d{2,4})', destination: '/go/:name?n=:rest', statusCode: 301 },
        { source: '/f/:name.:ext(png|jpg)', destination: '/files/:name.:ext', statusCode: 302 },
        { source: '/q', destination: '/go/q?a=1&b=2', permanent: false },
        { source: '/qq/:id', destination: '/go/:id?id=:id&keep=:id', permanent: false },
        { source: '/hash/:id', destination: '/go/:id?x=1#sec-:id', permanent: true },
        { source: '/by-header', has: [{ type: 'header', key: 'X-Plan', value: '(?<plan>pro|team)' }], destination: '/go/:plan', permanent: false },
        { source: '/by-cookie', has: [{ type: 'cookie', key: 'ab', value: 'v(?<ver>\\d)' }], destination: '/go/ver-:ver', permanent: false },
        { source: '/by-query', has: [{ type: 'query', key: 'page', value: '(?<page>\\d+)' }], missing: [{ type: 'query', key: 'debug' }], destination: '/go/page-:page', permanent: false },
        { source: '/by-host', has: [{ type: 'host', value: '(?<sub>[a-z]+)\\.example\\.com' }], destination: '/go/:sub', permanent: false },
        { source: '/by-key', has: [{ type: 'header', key: 'x-any' }], destination: '/go/any', permanent: false },
        { source: '/all-of', has: [{ type: 'header', key: 'x-a', value: '1' }, { type: 'cookie', key: 'b' }, { type: 'query', key: 'c', value: '3' }], destination: '/go/all', permanent: false },
        { source: '/out/:p*', destination: 'https://example.com/x/:p*?from=app', permanent: false },
        { source: '/out-host', destination: 'https://:sub.example.com/', has: [{ type: 'query', key: 'sub', value: '(?<sub>.*)' }], permanent: false },
        { source: '/uni/:s', destination: '/go/ü-:s', permanent: false },
        { source: '/unnamed/(\\d+)/(.*)', destination: '/go/n', permanent: false },
        { source: '/locale/:l(en|de)?/about', destination: '/go/about', permanent: false },
        { source: '/:year(\\d{4})/:month(\\d{2})/:slug', destination: '/a/:year/b/:slug', permanent: true },
      ]
    },
    async rewrites() {
      return {
        beforeFiles: [
          { source: '/files/doc.txt', has: [{ type: 'header', key: 'x-before' }], destination: '/target?before=1' },
          { source: '/shadow', has: [{ type: 'query', key: 'go' }], destination: '/target' },
          { source: '/chain1', destination: '/chain2?one=1' },
          { source: '/chain2', destination: '/chain3?two=2' },
          { source: '/some/:a/thing', destination: '/a/:a/b/2' },
        ],
        afterFiles: [
          { source: '/chain3', destination: '/api/items/chain' },
          { source: '/exact', destination: '/target' },
          { source: '/shop/:cat/:item*', destination: '/deep/:cat/:item*' },
          { source: '/s/:q', destination: '/api/items/:q?q=:q&fixed=1' },
          { source: '/noop/:x', destination: '/target' },
          { source: '/api/items/special', destination: '/target' },
          { source: '/ext/:p*', destination: up + '/:p*' },
          { source: '/ext-echo', destination: up + '/echo?fixed=1' },
          { source: '/ext-q/:id', destination: up + '/echo?id=:id' },
          { source: '/to404', destination: '/nowhere' },
          { source: '/to-public', destination: '/files/doc.txt' },
          { source: '/hdr-rw', has: [{ type: 'header', key: 'x-to', value: '(?<to>.+)' }], destination: '/go/:to' },
        ],
        fallback: [
          { source: '/go2/:p*', destination: '/deep/fb/:p*' },
          { source: '/fb/:p(\\d+)', destination: '/api/items/:p' },
          { source: '/fbx/:p*', destination: up + '/status?code=418' },
        ],
      }
    },
    async headers() {
      return [
        { source: '/(.*)', headers: [{ key: 'X-Frame-Options', value: 'DENY' }, { key: 'x-all', value: phase === PHASE_PRODUCTION_BUILD ? 'a' : 'a' }] },
        { source: '/api/:path*', headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }, { key: 'x-path', value: 'p=:path*' }] },
        { source: '/api/items/:id', headers: [{ key: 'x-id', value: 'id-:id' }, { key: 'x-:id', value: 'k' }, { key: 'x-all', value: 'items' }] },
        { source: '/go/:slug', has: [{ type: 'query', key: 'v', value: '(?<v>.+)' }], headers: [{ key: 'x-v', value: ':v' }] },
        { source: '/go/:slug', missing: [{ type: 'cookie', key: 'seen' }], headers: [{ key: 'Set-Cookie', value: 'seen=:slug' }, { key: 'Cache-Control', value: 'max-age=9' }] },
        { source: '/files/:f', headers: [{ key: 'Cache-Control', value: 'public, max-age=77' }, { key: 'Content-Disposition', value: 'inline' }] },
        { source: '/csp', headers: [{ key: 'Content-Security-Policy', value: "default-src 'self'; img-src https://x:443/a" }] },
        { source: '/target', headers: [{ key: 'Location', value: '/x' }, { key: 'Vary', value: 'X-Foo' }] },
      ]
    },
  }
}
