export type Product = { slug: string; title: string; price: number; category: string[] }
type Store = { products: Map<string, Product>; moved: Record<string, string> }
const g = globalThis as unknown as { __store?: Store }
export const store: Store = (g.__store ??= {
  products: new Map([
    ['lamp', { slug: 'lamp', title: 'Lamp', price: 10, category: ['home', 'light'] }],
    ['desk', { slug: 'desk', title: 'Desk', price: 99, category: ['office'] }],
    ['pen', { slug: 'pen', title: 'Pen & Ink', price: 2, category: ['office', 'write'] }],
  ]),
  moved: { 'old-lamp': 'lamp' },
})
export const stamp = () => crypto.randomUUID()
