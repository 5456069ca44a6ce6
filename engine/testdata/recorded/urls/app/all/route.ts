import { echo } from '@/lib/echo'
export const GET = echo('/all')
export const HEAD = echo('/all')
export const OPTIONS = echo('/all')
export const POST = echo('/all')
export const PUT = echo('/all')
export const PATCH = echo('/all')
export const DELETE = echo('/all')
