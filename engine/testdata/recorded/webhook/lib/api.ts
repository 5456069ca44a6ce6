const base = process.env.UPSTREAM_URL
export async function ticket(k: string, tags: string[], revalidate: number | false = false) {
  const r = await fetch(`${base}/ticket?k=${k}`, { next: { tags, revalidate }, cache: revalidate === false ? 'force-cache' : undefined })
  return (await r.json()).id as string
}
