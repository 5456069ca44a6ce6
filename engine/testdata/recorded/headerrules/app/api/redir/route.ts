import { redirect } from 'next/navigation'
export const GET = () => redirect('/x')
export const POST = () => Response.redirect('https://ex.test/p', 303)
