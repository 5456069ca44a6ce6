export const posts = Array.from({ length: 7 }, (_, i) => ({ slug: 'post-' + i, title: `Post <${i}> & more`, date: new Date(Date.UTC(2024, i, i + 1, 12)), img: `https://cdn.example/i/${i}.png?w=100&h=50` }))
export const esc = (s: string) => s.replace(/[<>&]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[c]!)
