import { permanentRedirect } from 'next/navigation'
export const revalidate = 60
export function GET() { permanentRedirect('https://a.test/z') }