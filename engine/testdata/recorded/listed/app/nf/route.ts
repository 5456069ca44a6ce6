import { notFound } from 'next/navigation'
export const revalidate = 60
export function GET() { notFound() }