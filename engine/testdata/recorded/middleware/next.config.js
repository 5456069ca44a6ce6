/** @type {import('next').NextConfig} */
module.exports = (phase) => ({
  env: { WHICH: phase },
  rewrites: async () => [{ source: '/r/:p*', destination: '/api/from-:p*' }, { source: '/feed', destination: '/blog/feed' }],
  redirects: async () => Promise.resolve([{ source: '/go/:x', destination: '/blog/:x', permanent: false }]),
})
