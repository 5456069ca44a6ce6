export const generateStaticParams = () => [{ id: 'x' }, { id: 'nf' }, { id: 'rd' }, { id: 's201' }, { id: 's500' }]
import { notFound, redirect } from 'next/navigation'
export async function GET(req: any, { params }: any) { const { id } = await params; if (id === 'nf') notFound(); if (id === 'rd') redirect('/a/one/'); if (id === 's201') return new Response('made', { status: 201 }); if (id === 's500') return new Response('bad ' + crypto.randomUUID(), { status: 500 }); return new Response('ok ' + crypto.randomUUID()) }
