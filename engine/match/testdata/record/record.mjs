#!/usr/bin/env node
// record.mjs --next DIR [--apps DIR] [NAME...]: builds and starts each app of
// ../apps (or of --apps) with the Next.js that DIR/node_modules holds, sends the
// requests, and writes what came back into the "answers" of the same file. The
// Go test replays them.
//
// An app is {config, proxy, files, public, host, requests}. Each of files is a
// path with what the file is: "GET POST" makes a handler that reports what it
// sees, "page" a page, "static" a force-static GET, anything longer is its text.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const args = process.argv.slice(2)
const option = (name) => (args.includes(name) ? path.resolve(args.splice(args.indexOf(name), 2)[1]) : undefined)
const nextDir = option('--next')
const appsDir = option('--apps') ?? path.join(here, '../apps')
const bin = path.join(nextDir, 'node_modules/next/dist/bin/next')
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: undefined }
const PORT = Number(process.env.PORT || 4611)
// upstream is the other origin to which rewrites of the apps lead; it answers
// with the URL for which it was asked.
const upstream = http.createServer((req, res) => { res.setHeader('content-type', 'application/json'); res.end(JSON.stringify({ upstream: `http://127.0.0.1:4612${req.url}` })) }).listen(4612, '127.0.0.1')

const routeOf = (file) => {
  const parts = file.replace(/^(src\/)?app\//, '').split('/').slice(0, -1)
  const shown = parts.filter((p) => !(p.startsWith('(') && p.endsWith(')')) && !p.startsWith('@'))
  return ('/' + shown.join('/')).replaceAll('%5F', '_')
}
const handler = (file, methods) => methods.map((m) => `
export async function ${m}(request: any, context: any) {
  const params = context.params === undefined ? null : await context.params
  const headers: any = {}
  request.headers.forEach((v: string, k: string) => { if (k.startsWith('x-t')) headers[k] = v })
  return Response.json({ route: ${JSON.stringify(routeOf(file))}, file: ${JSON.stringify(file)}, runs: '${m}', params, url: request.url, path: request.nextUrl.pathname, search: request.nextUrl.search, seen: headers })
}`).join('\n')
const page = (file) => `export default async function P({ params }: any) {
  return <script type="x" id="seen" data-seen={JSON.stringify({ route: ${JSON.stringify(routeOf(file))}, file: ${JSON.stringify(file)}, params: await params })} />
}`
const still = (file) => `export const dynamic = 'force-static'
export async function GET() { return Response.json({ route: ${JSON.stringify(routeOf(file))}, file: ${JSON.stringify(file)}, runs: 'GET', params: null }) }`
const text = (file, what) => {
  if (what === 'page') return page(file)
  if (what === 'static') return still(file)
  if (/^[A-Z ]+$/.test(what)) return handler(file, what.split(' '))
  return what
}

// proxy answers each path with the status and the raw headers that are listed
// for it; a path that is not listed goes on, and reports what the proxy saw.
const proxy = ({ matcher, replies }) => `
const replies: any = ${JSON.stringify(replies)}
export default function proxy(request: any) {
  const url = new URL(request.url)
  const reply = replies[decodeURIComponent(url.pathname)] || { headers: { 'x-middleware-next': '1' } }
  const headers = new Headers({ 'x-t-proxy': url.pathname + url.search, 'x-t-nexturl': request.nextUrl.pathname, 'x-t-base': request.nextUrl.basePath || 'none', 'x-t-origin': url.origin.replace(/:[0-9]+/, '') })
  for (const [k, v] of Object.entries(reply.headers || {})) for (const one of [v].flat()) headers.append(k, String(one).replaceAll('{origin}', url.origin))
  return new Response(reply.body ?? null, { status: reply.status || 200, headers })
}
${matcher ? `export const config = { matcher: ${JSON.stringify(matcher)} }` : ''}`

function write(app, dir) {
  fs.rmSync(dir, { recursive: true, force: true })
  const put = (name, body) => { const p = path.join(dir, name); fs.mkdirSync(path.dirname(p), { recursive: true }); fs.writeFileSync(p, body) }
  put('package.json', '{"private":true}')
  put('next.config.mjs', app.config ? `${app.config}\n` : 'export default {}\n')
  if (app.proxy) put('proxy.ts', proxy(app.proxy))
  for (const [file, what] of Object.entries(app.files)) put(file, text(file, what))
  for (const file of app.public || []) put('public/' + file, 'public:' + file)
  put('tsconfig.json', JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['dom', 'esnext'], module: 'esnext', moduleResolution: 'bundler', jsx: 'preserve', skipLibCheck: true, strict: false }, include: ['**/*.ts', '**/*.tsx'] }))
}

const send = (method, target, headers = {}) => new Promise((ok, bad) => {
  const req = http.request({ host: '127.0.0.1', port: PORT, method, path: target, headers: { host: `localhost:${PORT}`, ...headers } }, (res) => {
    const chunks = []
    res.on('data', (c) => chunks.push(c))
    res.on('end', () => ok({ res, body: Buffer.concat(chunks).toString('utf8') }))
    res.on('error', bad)
  })
  req.on('error', (e) => ok({ res: { statusCode: 0, headers: {}, error: e.code }, body: '' }))
  req.end()
})
const keep = (name) => /^(location|allow|refresh|x-t.*|x-middleware-.*|cache-control|set-cookie)$/.test(name)
const unport = (s) => s.replaceAll(`:${PORT}`, ':3000')

function digest({ res, body }) {
  const a = { status: res.statusCode }
  for (const [k, v] of Object.entries(res.headers)) if (keep(k)) (a.headers ||= {})[k] = Array.isArray(v) ? v.map(unport) : unport(v)
  const seen = /data-seen="([^"]*)"/.exec(body)
  if (seen) Object.assign(a, JSON.parse(seen[1].replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')))
  else if (/^\{"upstream"/.test(body)) Object.assign(a, JSON.parse(body))
  else if (/^\{"route"/.test(body)) Object.assign(a, JSON.parse(unport(body)))
  else if (body.startsWith('public:')) a.public = body.slice(7)
  else if (!body.startsWith('<!DOCTYPE')) a.body = unport(body.slice(0, 200))
  return a
}

async function up(child) {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) return false
    try { const r = await send('GET', '/_next/static/none'); if (r.res.statusCode) return true } catch {}
    await new Promise((r) => setTimeout(r, 50))
  }
  return false
}

async function record(name) {
  const at = path.join(appsDir, name + '.json')
  const app = JSON.parse(fs.readFileSync(at, 'utf8'))
  const dir = path.join(nextDir, 'route', name)
  write(app, dir)
  const build = spawnSync(process.execPath, [bin, 'build'], { cwd: dir, env, encoding: 'utf8' })
  app.build = build.status
  if (build.status !== 0) { console.error(build.stdout + build.stderr); app.buildText = (build.stdout + build.stderr).slice(-2000) }
  else {
    const manifest = JSON.parse(fs.readFileSync(path.join(dir, '.next/routes-manifest.json'), 'utf8'))
    const prerendered = JSON.parse(fs.readFileSync(path.join(dir, '.next/prerender-manifest.json'), 'utf8'))
    const paths = JSON.parse(fs.readFileSync(path.join(dir, '.next/app-path-routes-manifest.json'), 'utf8'))
    app.dynamicRoutes = manifest.dynamicRoutes.map((r) => r.page)
    app.appPaths = paths
    app.static = Object.keys(prerendered.routes).sort()
    app.redirects = manifest.redirects
    const child = spawn(process.execPath, [bin, 'start', ...(app.host ? ['-H', app.host] : []), '-p', String(PORT)], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    child.stdout.on('data', (d) => { log += d }); child.stderr.on('data', (d) => { log += d })
    if (!(await up(child))) { console.error(name, 'did not start', log); app.start = child.exitCode }
    else {
      app.answers = {}
      try { for (const r of app.requests) {
        const [line, headers] = Array.isArray(r) ? r : [r, {}]
        const cut = line.indexOf(' ')
        const key = Object.keys(headers).length ? line + ' ' + JSON.stringify(headers) : line
        app.answers[key] = digest(await send(line.slice(0, cut), line.slice(cut + 1), headers))
      } } finally { child.kill('SIGTERM') }
      await new Promise((r) => child.once('exit', r))
    }
    if (process.env.LOG) console.log(log)
  }
  fs.writeFileSync(at, JSON.stringify(app, null, 1) + '\n')
  console.log(name, 'build', app.build, 'answers', Object.keys(app.answers || {}).length)
}

const names = args.length ? args : fs.readdirSync(appsDir).filter((f) => f.endsWith('.json')).map((f) => f.slice(0, -5))
for (const name of names) await record(name)
upstream.close()
