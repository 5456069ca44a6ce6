import { echo } from '@/lib/echo'
export const GET = echo('/a/[x]/b/[y]')
