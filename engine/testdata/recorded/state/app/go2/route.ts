import { NextResponse } from 'next/server'
export const revalidate = 2
export function GET() { return NextResponse.redirect('https://x.example/' + crypto.randomUUID(), 302) }
