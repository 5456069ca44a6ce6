export default { compress: false, poweredByHeader: false, generateEtags: false, assetPrefix: '/cdn', typescript: { ignoreBuildErrors: true } }
