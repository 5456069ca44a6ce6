export default { basePath: '/shop', expireTime: 100 }
