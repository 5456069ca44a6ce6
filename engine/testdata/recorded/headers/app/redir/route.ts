import { redirect } from 'next/navigation'
import { cookies } from 'next/headers'
export async function GET() { (await cookies()).set('r', '1'); redirect('/dyn') }
