export default () => [{ url: 'https://e.test' }]
