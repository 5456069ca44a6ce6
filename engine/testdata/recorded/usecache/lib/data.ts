'use cache'
import { cacheTag, cacheLife } from 'next/cache'
export async function users(role: string) { cacheTag('users', 'role:' + role); cacheLife('blink'); return [{ role, id: crypto.randomUUID() }] }
export async function settings() { return { theme: 'dark', id: crypto.randomUUID() } }
export async function both(a: number, b?: { x: number; y?: string }) { cacheLife({ revalidate: 2, expire: 400 }); return `${a}/${b?.x}/${b?.y}/${crypto.randomUUID()}` }
