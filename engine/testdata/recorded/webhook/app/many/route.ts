export const revalidate = 60
export async function GET() {
  const tags = Array.from({ length: 140 }, (_, i) => 'm' + i)
  const r = await fetch(process.env.UPSTREAM_URL + '/ticket?many', { next: { tags: [...tags, 'x'.repeat(300), '' ] } })
  return Response.json({ id: (await r.json()).id })
}
