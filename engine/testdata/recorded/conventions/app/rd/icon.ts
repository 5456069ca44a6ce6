import { redirect } from 'next/navigation'
export default function Icon() { redirect('/icon.svg') }
