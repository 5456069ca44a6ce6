export default function sitemap() { return [{ url: 'https://x.example/' }] }
