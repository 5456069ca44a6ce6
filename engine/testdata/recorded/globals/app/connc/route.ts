import { connection } from 'next/server'
export const revalidate = 60
export async function GET() { try { await connection() } catch (e: any) { return Response.json({ caught: true }) } return Response.json({ r: 1 }) }