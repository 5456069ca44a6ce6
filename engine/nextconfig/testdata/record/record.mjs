#!/usr/bin/env node
// record.mjs --next DIR: asks the functions of Next.js themselves, out of
// DIR/node_modules, how they read patterns, match paths, write destinations and
// check rules, and writes ../next.json. The Go tests compare.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const dir = path.resolve(process.argv[process.argv.indexOf('--next') + 1])
const require = createRequire(path.join(dir, 'x.js'))
const { getPathMatch } = require('next/dist/shared/lib/router/utils/path-match')
const { prepareDestination, compileNonPath, matchHas } = require('next/dist/shared/lib/router/utils/prepare-destination')
const { modifyRouteRegex } = require('next/dist/lib/redirect-status')
const { tryToParsePath } = require('next/dist/lib/try-to-parse-path')
const { parseUrl } = require('next/dist/shared/lib/router/utils/parse-url')
const loadCustomRoutes = require('next/dist/lib/load-custom-routes').default
console.error = () => {}

const attempt = (f) => { try { return { value: f() } } catch (e) { return { error: e.message } } }
const sources = ['/', '/a', '/a/', '/:a', '/:a/:b', '/:a*', '/:a+', '/:a?', '/a/:b?', '/a/:b*', '/a/:b+/c', '/a-:b', '/:a-:b', '/:a.:b', '/a.:b?', '/:a(\\d+)', '/:a(\\d+)/:b([a-z]{2,3})', '/(.*)', '/a/(.*)/b', '/a/(b|c)', '/a{/:b}?', '/a{/:b}*', '/{:a}-{:b}', '/a{-:b}?{.:c}?', '/a{b}?', '/a{b}?c', '/:a((?!x).*)', '/((?!api|_next).*)', '/:a(.+)/end', '/\\:a', '/a\\(b\\)', '/a b', '/é', '/:a:b', '/:a(', '/:', '/a)', '/{a', '/a}', '/?', '/a*', '/:a**', '/(a(b))', '/(?:a)', '/()', '/:a()', '/:p*/x', '/x/:p*/y/:q+', '/@:user', '/~:a', '/:a@:b', '/:a_b', '/:a1', '/:1', '/[id]', '/a[b]', '/$a^', '/a|b', '/(\\w+)\\.(png|jpg)', '/:f([^/]+\\.[a-z]+)', '/u/:id([0-9a-fA-F]{8}-[0-9a-fA-F]{4})', '/:lang(en|de)?/x', '/:path*.html', '/v:major(\\d+).:minor(\\d+)?', '/a/:b(x*)?', '/:a{/b}?', '/é/:ü', '/a%20b', '/:a/%20', '/:a([\\u0041-\\u005a]+)', '/:a(\\bfoo\\b)', '/:a((a|b)+)', '/x/:a(?:y)', '//a', '/a//:b', '/:a(.*)?/z', '/:a{2}', '/a+', '/a/:b+?']
const paths = ['/', '/a', '/A', '/a/', '/a/b', '/a/b/', '/a/b/c', '/a/x/y/c', '/a-b', '/a-b-c', '/a.b', '/a.b.c', '/1', '/12/ab', '/12/abcd', '/ab', '/abc', '/a/b/b', '/a/x/b', '/x', '/xy', '/api', '/api/x', '/apix', '/_next/x', '/y/end', '/y/z/end', '/:a', '/a(b)', '/a b', '/a%20b', '/%C3%A9', '/é', '/x/y', '/x/1/y/2', '/x/1/2/y/3/4', '/@joe', '/~x', '/m@n', '/q_b', '/[id]', '/$a^', '/a|b', '/img.png', '/img.PNG', '/u/0123abcd-0f0f', '/en/x', '/d.html', '/d/e.html', '/v1.2', '/v1', '/a/xxx', '/a/b/z', '/foo', '/aba', '//a', '/a//b', '/c', '/ABC']
const matches = sources.map((s) => [s, attempt(() => {
  const m = getPathMatch(s, { strict: true, removeUnnamedParams: true, sensitive: false, regexModifier: (r) => modifyRouteRegex(r) })
  return Object.fromEntries(paths.map((p) => [p, m(p)]).filter(([, r]) => r !== false))
})])
const parses = sources.map((s) => { const r = tryToParsePath(s); return [s, r.error ? { error: r.error.message } : { value: r.regexStr }] })

const destinations = ['/x', '/:a', '/x/:a', '/:a/:b', '/x/:a*', '/x/:a+', '/x/:a?', '/x?q=:a', '/x?q=:a*', '/x?q=:missing', '/:missing', '/x/:missing*', 'https://:a.example.com/:b*?c=:a#:b', 'https://example.com', 'https://example.com:8080/x', 'http://u:p@example.com/x?a=1', '/x#:a', '/x?a=own&z=1', '/x?:a=1', '/:a-:b', '/:a.:b', '/a b/:a', '/é/:a', '/x?é=:a', '/(x)', '/x\\:y', '/:a:b', '/x?a=%20&b=+', '/{x}', '/x?y=1&y=2', '/(.)x/:a', '//x/:a', '/x/:a/', '/:ab', '/x?n=:a1', '/:host', '/:a%20x', '/x?q=:a-:b', '/x?q=:a:b', '/x?u=https://e.com/:a']
const paramSets = [{}, { a: '1' }, { a: '1', b: '2' }, { a: ['x', 'y'] }, { a: ['x', 'y'], b: '2' }, { a: 'sp%20ace', b: 'a%2Fb' }, { a: 'é', b: 'c:d' }, { a: '', b: '2' }, { host: 'h.com', a: '1' }]
const queries = [{}, { q: 'r' }, { a: 'fromquery', 2: 'two', 1: 'one' }, { z: ['1', '2'] }]
const prepared = []
for (const destination of destinations) for (const params of paramSets) for (const query of queries) for (const toQuery of [false, true]) {
  if ((query.z || query.a) && params.b !== '2') continue
  if (!Object.keys(query).length && Object.keys(params).length !== 1) continue
  prepared.push([{ destination, params, query, toQuery }, attempt(() => {
    const { parsedDestination: d } = prepareDestination({ appendParamsToQuery: toQuery, destination, params: { ...params }, query: { ...query } })
    return { protocol: d.protocol || '', hostname: d.hostname || '', port: d.port || '', path: d.pathname, hash: d.hash || '', query: d.query }
  })])
}
const texts = ['x', ':a', 'x:a', ':a*', ':a+', ':a?', ':a:b', 'a:b (c)', 'max-age=:a, x', ':missing', ':ab', ':a-:b', '{:a}', 'https://x/:a', "default-src 'self' *.x.com:443; img-src :a", '*', ':a(\\d)', '\\:a', '/:a/:b*']
const filled = texts.flatMap((t) => paramSets.map((params) => [{ text: t, params }, attempt(() => compileNonPath(t, { ...params }))]))

const conditions = [{ type: 'header', key: 'X-A' }, { type: 'header', key: 'x-a', value: 'v(?<n>.*)' }, { type: 'header', key: 'x-none' }, { type: 'cookie', key: 'c' }, { type: 'cookie', key: 'q', value: '(?<c>.+)' }, { type: 'cookie', key: 'enc', value: 'a b' }, { type: 'cookie', key: 'bad' }, { type: 'query', key: 'p' }, { type: 'query', key: 'many' }, { type: 'query', key: 'many', value: '2' }, { type: 'query', key: 'empty' }, { type: 'query', key: 'a-b' }, { type: 'host', value: 'ex\\.com' }, { type: 'host', value: '(?<sub>.*)\\.ex\\.com' }, { type: 'host', value: 'other' }, { type: 'query', key: 'p', value: '\\d+' }, { type: 'query', key: 'p', value: '1|2' }, { type: 'header', key: 'x-a', value: '(?=v).*' }]
const requests = [{ host: 'ex.com', 'x-a': 'v12', cookie: 'c=1; q="quoted"; enc=a%20b; bad=%zz' }, { host: 'a.Ex.com:80', cookie: 'c=; c=2;q=x=y' }, { host: 'ex.com:1', 'x-a': '' }]
const search = { p: '1', many: ['1', '2'], empty: '', 'a-b': 'dash' }
const held = conditions.flatMap((c) => requests.map((headers) => [{ condition: c, headers }, attempt(() => ({ has: matchHas({ headers }, search, [c], []), missing: matchHas({ headers }, search, [], [c]) }))]))

const rules = [
  { redirects: [{ source: 'x', destination: '/y', permanent: true }] },
  { redirects: [{ source: '/x', destination: '/y' }] },
  { redirects: [{ source: '/x', permanent: true }] },
  { redirects: [{ destination: '/y', permanent: true }] },
  { redirects: [{ source: '/x', destination: '/y', statusCode: 200 }] },
  { redirects: [{ source: '/x', destination: '/y', statusCode: 301 }] },
  { redirects: [{ source: '/x/:a', destination: '/y/:b', permanent: true }] },
  { redirects: [{ source: '/x/(.*)', destination: '/y/:0', permanent: true }] },
  { redirects: [{ source: '/x/(', destination: '/y', permanent: true }] },
  { redirects: [{ source: '/x', destination: '/y/(', permanent: true }] },
  { redirects: [{ source: '/x', destination: '/y', permanent: true, extra: 1, more: 2 }] },
  { redirects: [{ source: '/x', destination: '/y', permanent: 'yes', locale: true, basePath: true }] },
  { redirects: [{ source: '/x', destination: '/y', permanent: true, has: 'no' }] },
  { redirects: [{ source: '/x', destination: '/y', permanent: true, has: [{ type: 'nope', key: 'k' }] }] },
  { redirects: [{ source: '/x', destination: '/y', permanent: true, has: [{ type: 'host' }, { type: 'query' }], missing: [{ type: 'header', key: 1, value: 2 }] }] },
  { redirects: [{ source: '/x', has: [{ type: 'query', key: 'id', value: '(?<id>.*)' }], destination: '/y/:id', permanent: true }] },
  { redirects: [{ source: '/x', has: [{ type: 'host', value: 'h' }], destination: '/y/:host', permanent: true }] },
  { redirects: [{ source: 5, destination: 6, permanent: true }] },
  { redirects: [null] },
  { redirects: 'no' },
  { redirects: { a: 1 } },
  { redirects: [{ source: '/x', destination: 'https://e.com/:b', permanent: true }] },
  { redirects: [{ source: '/x', destination: 'y', permanent: true }] },
  { rewrites: [{ source: '/x', destination: 'y' }] },
  { rewrites: [{ source: '/x', destination: '/y', basePath: false }] },
  { rewrites: [{ source: '/x', destination: 'https://y', basePath: false }] },
  { rewrites: [{ source: '/x', destination: '/y', permanent: true }] },
  { rewrites: { beforeFiles: [{ source: 'x', destination: '/y' }] } },
  { rewrites: { beforeFiles: [], other: [] } },
  { headers: [{ source: '/x', headers: [] }] },
  { headers: [{ source: '/x' }] },
  { headers: [{ source: '/x', headers: [{ key: 'a' }] }] },
  { headers: [{ source: '/x', headers: [{ key: 'a', value: 'b' }], destination: '/y' }] },
  { headers: [{ source: '/:a:b', headers: [{ key: 'a', value: 'b' }] }] },
  { headers: [{ source: '/:a*', headers: [{ key: ':a', value: 'b' }, 'x'] }] },
]
const checked = []
for (const config of rules) {
  const lines = []
  console.error = (...l) => { if (l.length) lines.push(l.join(' ')) }
  const exit = process.exit
  process.exit = () => { throw new Error('exit') }
  const functions = Object.fromEntries(Object.entries(config).map(([k, v]) => [k, async () => structuredClone(v)]))
  let failed = false
  try { await loadCustomRoutes({ basePath: '', ...functions }) } catch (e) { failed = e.message }
  process.exit = exit
  checked.push([config, { failed: Boolean(failed), lines: lines.filter((l) => / for route |must return an array|is not a valid object|outside of the basePath/.test(l)) }])
}
fs.writeFileSync(path.join(here, '../next.json'), JSON.stringify({ paths, matches, parses, prepared, filled, search, held, checked }).replaceAll(']],[', ']],\n[').replaceAll('}],[{', '}],\n[{') + '\n')
