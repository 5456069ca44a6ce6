export default () => ({ rules: { userAgent: '*' } })
