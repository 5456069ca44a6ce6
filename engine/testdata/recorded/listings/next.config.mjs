export default { trailingSlash: true, expireTime: 120 }
