import { after } from 'next/server'
import { revalidatePath } from 'next/cache'
export async function GET() { after(() => { revalidatePath('/keep') }); return new Response('ok') }