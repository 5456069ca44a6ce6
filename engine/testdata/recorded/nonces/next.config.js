const securityHeaders = [
  { key: 'X-DNS-Prefetch-Control', value: 'on' }, { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains; preload' }, { key: 'X-Content-Type-Options', value: 'nosniff' }, { key: 'Referrer-Policy', value: 'origin-when-cross-origin' }, { key: 'X-Frame-Options', value: 'DENY' }, { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(self)' },
]
/** @type {import('next').NextConfig} */
module.exports = {
  poweredByHeader: false,
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/:all*(js|jpg)', locale: false, headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }] },
    { source: '/api/:path*', headers: [{ key: 'x-dup', value: 'config' }, { key: 'Vary', value: 'X-Conf' }, { key: 'set-cookie', value: 'conf=1' }] },
    { source: '/api/:path*', headers: [{ key: 'set-cookie', value: 'conf2=2' }, { key: 'X-Dup', value: 'config2' }] },
  ],
}
