export default function sitemap() { return [{ url: 'https://a.b/' }] }
