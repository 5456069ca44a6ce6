import { notFound, redirect } from 'next/navigation'
export const dynamic = 'force-static'
let n = 0
export async function GET(_: Request, { params }: any) { const { id } = await params; n++; if (id === 'err') throw new Error('no ' + n); if (id === 'nf') notFound(); if (id === 'rd') redirect('/fs'); if (id === 'undef') return undefined as any; if (id === 'twice' && n % 2) throw new Error('odd'); return Response.json({ id, n }) }
