'use cache'
import { cacheLife, cacheTag } from 'next/cache'
export async function listed(k: string) { cacheTag('list', 'k-' + k); cacheLife('hours'); return { k, r: Math.random() } }
export async function plain() { return Date.now() }