import { notFound } from 'next/navigation'
import { draftMode } from 'next/headers'
export const revalidate = 60
export async function GET() { if (!(await draftMode()).isEnabled) notFound(); return new Response('draft only') }
