export let hits = 0
export const bump = () => ++hits
const buckets = new Map<string, { n: number; reset: number }>()
export function limit(key: string, max = 3, ms = 1500) {
  const now = Date.now(), b = buckets.get(key)
  if (!b || now >= b.reset) { buckets.set(key, { n: 1, reset: now + ms }); return { ok: true, left: max - 1 } }
  b.n++
  return { ok: b.n <= max, left: Math.max(0, max - b.n) }
}
class Log { #l: string[] = []; add(s: string) { this.#l.push(s); return this.#l.length } get all() { return [...this.#l] } }
export const log = new Log()
