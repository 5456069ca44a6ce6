import { cookies } from 'next/headers'
export default async function Icon() { return new Response('c ' + ((await cookies()).get('a')?.value ?? 'none')) }
