export const legacy = [['/about-us', '/p/about'], ['/contact-us', '/p/contact']].map(([source, destination]) => ({ source, destination, permanent: true as const }))
