import { notFound, redirect } from 'next/navigation'
export default function Icon() { notFound() }
