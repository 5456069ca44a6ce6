export default { expireTime: 30 }
