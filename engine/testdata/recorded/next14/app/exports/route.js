import * as cache from 'next/cache'
import * as server from 'next/server'
import * as headers from 'next/headers'
import * as nav from 'next/navigation'
export async function GET(req) { const k = (m) => Object.keys(m).filter((x) => x !== 'default' && x !== '__esModule').sort(); return Response.json({ q: new URL(req.url).search, cache: k(cache), server: k(server), headers: k(headers), nav: k(nav) }) }
