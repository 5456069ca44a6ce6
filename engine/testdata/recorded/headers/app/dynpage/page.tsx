import { cookies } from 'next/headers'
export default async function P() { await cookies(); return <h1>dyn</h1> }
