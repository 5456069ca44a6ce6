import { NextResponse } from 'next/server'
export const proxy = () => new NextResponse('never')
export const config = { matcher: [] }
