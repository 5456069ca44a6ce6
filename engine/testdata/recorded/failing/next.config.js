module.exports = { expireTime: 6 }
