// node record.mjs [APP ...]: asks real Next.js what it answers to the steps of recorded/APP/cases.json and
// writes its answers back. Run it in a folder from which next, react and react-dom resolve; node 20 or later.
// Waits are real waits, and the timelines need them: an app takes up to a minute.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import zlib from 'node:zlib'

const here = path.dirname(fileURLToPath(import.meta.url))
const next = createRequire(path.join(process.cwd(), 'x.js')).resolve('next/dist/bin/next')
const upstreamPort = 4499, port = 4480
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
const noise = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'etag', 'x-powered-by', 'server',
  'x-nextjs-prerender', 'x-nextjs-stale-time', 'x-nextjs-postponed', 'trailer'])
const ownVary = new Set(['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-url', 'accept-encoding'])

// The server that handlers fetch from.
const counters = {}, events = [], down = {}
const upstream = http.createServer(async (req, res) => {
  const url = new URL(req.url, 'http://u'), q = url.searchParams
  let body = ''
  for await (const part of req) body += part
  const json = (v) => res.setHeader('content-type', 'application/json').end(JSON.stringify(v))
  const kept = Object.fromEntries(Object.entries(req.headers).filter(([k]) => k.startsWith('x-') || k.startsWith('content-')))
  switch (url.pathname) {
    case '/counter': return json({ k: q.get('k'), n: (counters[q.get('k')] = (counters[q.get('k')] ?? 0) + 1) })
    case '/ticket': return json({ id: crypto.randomUUID() })
    case '/slow': await sleep(Number(q.get('ms'))); return json({ slow: crypto.randomUUID() })
    case '/bytes': return res.setHeader('content-type', 'application/octet-stream').end(Buffer.from([0, 1, 2, 250, 251, 255]))
    case '/gzip': return res.setHeader('content-type', 'text/plain').setHeader('content-encoding', 'gzip').end(zlib.gzipSync('gzipped text body'))
    case '/latin1': return res.setHeader('content-type', 'text/plain; charset=iso-8859-1').end(Buffer.from('caf\xe9', 'latin1'))
    case '/cookies': return res.writeHead(200, [['set-cookie', 'a=1; Path=/'], ['set-cookie', 'b=2; HttpOnly'], ['x-multi', 'one'], ['x-multi', 'two'], ['content-type', 'text/plain']].flat()).end('c')
    case '/flip': down[q.get('k')] = q.get('on') === '1'; return json({ ok: true })
    case '/maybe':
      if (down[q.get('k')]) { res.statusCode = 500; return json({ error: 'down' }) }
      return json({ n: (counters['maybe ' + q.get('k')] = (counters['maybe ' + q.get('k')] ?? 0) + 1) })
    case '/status': return res.writeHead(Number(q.get('code')), { 'content-type': 'text/plain' }).end(q.get('body') ?? '')
    case '/event': events.push(q.get('e')); return json({ ok: true })
    case '/events': return json(events)
    case '/json': return json({ hello: 'upstream', n: Number(q.get('n')) })
    default: return json({ method: req.method, url: req.url, headers: kept, body, size: body.length })
  }
}).listen(upstreamPort, '127.0.0.1')

const normal = (s) => s.replaceAll(`localhost:${port}`, 'localhost:{PORT}').replaceAll(`127.0.0.1:${port}`, '127.0.0.1:{PORT}').replaceAll(`%3A${port}`, '%3A{PORT}').replaceAll(`"${port}"`, '"{PORT}"')
const cookie = (v) => {
  const age = /;\s*max-age=(-?\d+)/i.exec(v), at = /;\s*expires=([^;]+)/i.exec(v)
  return age && at && Math.abs(Date.parse(at[1]) - Date.now() - age[1] * 1000) < 5000 ? v.replace(at[1], '<now+max-age>') : v
}

function send(step) {
  return new Promise((done, fail) => {
    const headers = { Host: `127.0.0.1:${port}`, ...step.headers }
    const body = step.body_b64 ? Buffer.from(step.body_b64, 'base64') : step.body ?? step.body_chunks?.map((c) => c.data).join('')
    if (body) headers['content-length'] = Buffer.byteLength(body)
    const req = http.request({ host: '127.0.0.1', port, method: step.method, path: step.path, headers, agent: false, setHost: false }, (res) => {
      const parts = []
      let cut = false
      const finish = () => done({ res, cut, raw: Buffer.concat(parts) })
      res.on('data', (part) => parts.push(part)).on('end', finish).on('error', () => { cut = true; finish() })
    })
    req.on('error', fail)
    req.end(body)
  })
}

// Ids that an app makes up are written <v1>, <v2> … in the order in which they come (cases.ids), and the secret
// of draft mode {BYPASS}: so a recording says which answers were equal.
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const named = (text, ids) => text.replace(/__prerender_bypass=[0-9a-f]{20,}/g, '__prerender_bypass={BYPASS}')
  .replace(uuid, (id) => ids.get(id) ?? ids.set(id, `<v${ids.size + 1}>`).get(id))
const nameAll = (want, ids) => JSON.parse(named(JSON.stringify(want), ids))

// order is the names of the headers as they are spelled, but for those of the connection and the length.
const loose = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'etag'])
const order = (raw) => raw.filter((name, i) => i % 2 === 0 && !loose.has(name.toLowerCase())).join(' ')

function observe({ res, cut, raw }, step) {
  const headers = {}
  for (let i = 0; i < res.rawHeaders.length; i += 2) {
    const name = res.rawHeaders[i].toLowerCase()
    let value = normal(res.rawHeaders[i + 1])
    if (noise.has(name) || step.match?.ignore_headers?.includes(name)) continue
    if (name === 'vary') {
      const all = [...(headers.vary?.split(', ') ?? []), ...value.split(',').map((v) => v.trim().toLowerCase())].filter((v) => v && !ownVary.has(v))
      if (all.length) headers.vary = [...new Set(all)].sort().join(', ')
    } else if (name === 'set-cookie') (headers[name] ??= []).push(cookie(value))
    else headers[name] = name in headers ? headers[name] + ', ' + value : value
  }
  const want = { status: res.statusCode, headers }
  if (step.match?.status_text) want.status_text = res.statusMessage
  if (headers['content-encoding'] === 'gzip') raw = zlib.gunzipSync(raw)
  const text = raw.toString('utf8')
  if (!step.match?.ignore_body) Buffer.from(text).equals(raw) ? (want.body = normal(text)) : (want.body_b64 = raw.toString('base64'))
  if (cut) want.body_error = true
  return want
}

// build runs next build; it is awaited and not run in place, because what is prerendered fetches from this process.
function build(dir, env) {
  return new Promise((done, fail) => {
    let text = ''
    const child = spawn(process.execPath, [next, 'build'], { cwd: dir, env })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { text += part })
    child.on('close', (status) => (status === 0 ? done() : fail(new Error(text))))
  })
}

async function record(app) {
  const from = path.join(here, 'recorded', app), file = path.join(from, 'cases.json')
  const dir = fs.mkdtempSync(path.join(process.cwd(), 'record-'))
  fs.cpSync(from, dir, { recursive: true, filter: (s) => path.basename(s) !== 'cases.json' })
  fs.writeFileSync(path.join(dir, '.env.local'), `UPSTREAM_URL=http://127.0.0.1:${upstreamPort}\n`)
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TZ: 'UTC' }
  await build(dir, env)
  const server = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', port], { cwd: dir, env, stdio: 'ignore' })
  try {
    for (let i = 0; i < 200; i++) {
      await sleep(50)
      if (await fetch(`http://127.0.0.1:${port}/_next/up`).then(() => true, () => false)) break
    }
    const cases = JSON.parse(fs.readFileSync(file, 'utf8'))
    const jar = {}, ids = new Map()
    for (const step of cases.steps) {
      await sleep(step.wait_ms ?? 0)
      const cookie = [...(jar[step.use_cookie] ?? []), ...(step.headers?.cookie ? [step.headers.cookie] : [])].join('; ')
      const got = await send(cookie ? { ...step, headers: { ...step.headers, cookie } } : step)
      jar[step.name] = (got.res.headers['set-cookie'] ?? []).map((line) => line.split(';')[0])
      const want = observe(got, step)
      if (step.want?.order) want.order = order(got.res.rawHeaders)
      step.want = cases.ids ? nameAll(want, ids) : want
    }
    fs.writeFileSync(file, `{"next":${JSON.stringify(cases.next)},${cases.ids ? '"ids":true,' : ''}"steps":[\n${cases.steps.map((s) => JSON.stringify(s)).join(',\n')}\n]}\n`)
    console.log(`${app}: ${cases.steps.length} steps`)
  } finally {
    server.kill()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

for (const app of process.argv.slice(2).length ? process.argv.slice(2) : fs.readdirSync(path.join(here, 'recorded'))) await record(app)
upstream.close()
