import { echo } from '@/lib/echo'
export const GET = echo('/go/[slug]')
export const POST = echo('/go/[slug]')
export const PUT = echo('/go/[slug]')
