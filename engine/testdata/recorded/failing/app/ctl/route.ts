import { ctl } from '@/lib/ctl'
import { revalidatePath } from 'next/cache'
export async function POST(req: Request) { const b = await req.json(); if (b.path) revalidatePath(b.path); delete b.path; Object.assign(ctl, b); return Response.json(ctl) }
