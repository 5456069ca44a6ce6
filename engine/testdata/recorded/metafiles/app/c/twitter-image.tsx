import { cookies } from 'next/headers'
export default async function I() { return new Response('tw ' + (await cookies()).get('a')?.value) }