import { notFound } from 'next/navigation'
export const GET = () => notFound()
