export default () => [{ url: 'https://a.b/' }]
