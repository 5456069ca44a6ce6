#!/usr/bin/env node
// record.mjs --next DIR: asks the functions of Next.js themselves, out of
// DIR/node_modules, how they read, check and order route paths, and writes
// ../next.json. The Go tests compare.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const dir = path.resolve(process.argv[process.argv.indexOf('--next') + 1])
const require = createRequire(path.join(dir, 'x.js'))
const { getSortedRoutes, isDynamicRoute } = require('next/dist/shared/lib/router/utils')
const { normalizeAppPath } = require('next/dist/shared/lib/router/utils/app-paths')
const { extractInterceptionRouteInformation } = require('next/dist/shared/lib/router/utils/interception-routes')
const { getRouteRegex } = require('next/dist/shared/lib/router/utils/route-regex')
const { validateAppPaths } = require('next/dist/build/validate-app-paths')

const attempt = (f) => { try { return { value: f() } } catch (e) { return { error: e.message } } }
let seed = 42
const random = (n) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % n }
const pick = (list) => list[random(list.length)]

const appPaths = ['/page', '/route', '/a/page', '/(g)/a/page', '/(g)/page', '/@s/a/route', '/a/@s/page', '/a/(..)b/page', '/a/(.)/page', '/(a)(b)/x/page', '/a/page/page', '/route/route', '/page/x', '/a//b/route', '/(.)(x)/page', '/a/%5Fb/page', '/@children/x/page', '/(unclosed/page', '/unopened)/page', '/a/(..)(..)b/page', '/[id]/page', '/a/route/page']
const intercepts = ['/feed/(.)photo', '/(.)x', '/feed/(..)photo/[id]', '/(..)x', '/a/b/(..)(..)c', '/a/(..)(..)c', '/a/b/c/(...)d/e', '/(...)d', '/(g)/feed/(..)x', '/feed/(.)a/(.)b', '/feed/(.)', '/(..)(..)', '/a/b/(..)(..)/c', '/feed/[id]/(.)x', '/[user]/(...)x', '/a/(x)/(..)b', '/a/@m/(.)b', '/a/(..)b/(.)c', '/plain']
const odd = ['/', '/x', '/[id]', '/x[id]y', '/[a][b]', '/[a', '/a]', '/[a]b', '/[[a]]', '/[]', '/[...]', '/[[...]]', '/[.a]', '/[..a]', '/[....a]', '/[[...a]', '/[...a]]', '/[…a]', '/[a-b]/[ab]', '/[a]/[a]', '/[...a]/x', '/[[...a]]/x', '/[a]/x[b]y', '/[a]/p[...b]', '/[a]/[b]x', '/(.)[id]', '/feed/(.)[id]', '/feed/(..)[id]/x', '/feed/(.)[...id]', '/[user]/(...)x', '/[user]/(.)x', '/[user]/(.)[user]', '/[a]/(.)[b]/[b]', '/[na-me]', '/[a.b]', '/a.b/[c]', '/ünï/[é]', '/[a]/[...b]', '/x/[[...a]]', '/x/[...a]', '/[a b]', '/[a]/[[b]]', '/[1]', '/[a]/[A]', '/[_]/[__]']
const parts = ['a', 'b', 'Z', 'é', '-', '[x]', '[y]', '[...r]', '[...s]', '[[...o]]', '[x]b', 'p[x]', '(.)a', '(.)[x]']
const tree = () => Array.from({ length: 2 + random(6) }, () => '/' + Array.from({ length: 1 + random(4) }, () => pick(parts)).join('/'))
const calm = ['a', 'b', 'c', '[x]', '[x]', '[...r]', '[[...o]]']
const calmTree = () => [...new Set(Array.from({ length: 2 + random(8) }, () => { const p = Array.from({ length: 1 + random(4) }, () => pick(calm)); const cut = p.findIndex((s) => s.includes('...')); return '/' + p.slice(0, cut < 0 ? undefined : cut + 1).join('/') }))]

const regexes = odd.filter((p) => isDynamic(p)).map((p) => [p, attempt(() => { const r = getRouteRegex(p, { includePrefix: true, includeSuffix: true }); return { re: r.re.source, groups: r.groups } })])
function isDynamic(p) { try { return isDynamicRoute(p) } catch { return false } }
const sets = [...Array.from({ length: 250 }, tree), ...Array.from({ length: 250 }, calmTree)].map((s) => [...new Set(s)])
const urls = ['/', '/x', '/1', '/a/b', '/x1y', '/1[b]', '/[a][b]', '/feed/(.)1', '/feed/x', '/1/xqy', '/1/2', '/1/p2', '/1/p2/3', '/1/2x', '/x/', '/x/1/2/', '/a.b/1', '/1/2/3', '/feed/(.)1/2', '/feed/(..)1/x', '/u/(.)x', '/u/(.)v']
fs.writeFileSync(path.join(here, '../next.json'), JSON.stringify({
  normalize: appPaths.map((p) => [p, normalizeAppPath(p)]),
  dynamic: [...odd, ...intercepts].map((p) => [p, isDynamic(p)]),
  intercept: intercepts.map((p) => [p, attempt(() => extractInterceptionRouteInformation(p))]),
  check: [...odd, ...intercepts].map((p) => [p, attempt(() => validateAppPaths([p]).length)]),
  checkAll: sets.map((s) => [s, attempt(() => validateAppPaths(s).length)]),
  sort: sets.map((s) => { const d = s.filter(isDynamic); return [d, attempt(() => getSortedRoutes(d))] }),
  match: regexes.filter(([, r]) => r.value).map(([p, r]) => [p, urls.filter((u) => new RegExp(r.value.re).test(u))]),
  urls,
}, null, 0).replaceAll('],[', '],\n[') + '\n')
