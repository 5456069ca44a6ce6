import { redirect } from 'next/navigation'
export const revalidate = 2
export function GET() { redirect('/todos?from=' + crypto.randomUUID()) }
