import { echo } from '@/lib/echo'
export const GET = echo('/blog/[slug]')
export const POST = echo('/blog/[slug]')
