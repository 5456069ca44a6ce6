import { cacheLife, cacheTag } from 'next/cache'
async function leaf(n: number) { 'use cache'; cacheLife({ revalidate: 2, expire: 500 }); cacheTag('leaf'); return { n, leaf: crypto.randomUUID() } }
export async function branch(n: number) { 'use cache'; cacheTag('branch'); return { branch: crypto.randomUUID(), leaf: await leaf(n) } }
export async function root(n: number) { 'use cache'; cacheLife('hours'); return { root: crypto.randomUUID(), b: await branch(n) } }
export class Repo { static async find(id: string) { 'use cache'; cacheLife('minutes'); cacheTag('repo'); return { id, at: crypto.randomUUID() } } }
export const arrow = async (x: Date, list: string[]) => { 'use cache'; return { y: x.getUTCFullYear(), list: list.join('+'), isDate: x instanceof Date, at: crypto.randomUUID() } }
export function make(prefix: string) { return async (s: string) => { 'use cache'; return prefix + s + crypto.randomUUID() } }
