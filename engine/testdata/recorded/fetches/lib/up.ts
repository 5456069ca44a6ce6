export const U = process.env.UPSTREAM_URL!
export const t = async (path: string, init?: RequestInit & { next?: any }) => { const r = await fetch(U + path, init); const j = await r.json().catch(() => null); return j?.id ?? j?.error ?? r.status }
