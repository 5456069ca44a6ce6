import { echo } from '@/lib/echo'
export const GET = echo('/ca/[...s]')
export const POST = echo('/ca/[...s]')
