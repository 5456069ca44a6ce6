import {notFound} from 'next/navigation'
export const dynamic='force-static'
export const GET=()=>notFound()
