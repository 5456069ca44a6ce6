import { connection } from 'next/server'
async function f(...a: any[]) { 'use cache'; return { n: a.length, at: crypto.randomUUID() } }
export async function GET() { await connection(); const o: any = {}; const put = async (k: string, ...a: any[]) => { o[k] = (await f(...a)).at }
  await put('none'); await put('undef', undefined); await put('null', null); await put('zero', 0); await put('negzero', -0); await put('str0', '0'); await put('obj', { a: 1, b: 2 }); await put('objr', { b: 2, a: 1 }); await put('nan', NaN); await put('date', new Date(5)); await put('map', new Map([[1, 2]])); await put('big', 5n); await put('arr', [1, [2]]); await put('bytes', new Uint8Array([1, 2])); await put('none2'); await put('obj2', { a: 1, b: 2 })
  return Response.json(o) }
