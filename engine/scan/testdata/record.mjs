// Records what real Next.js does with each tree of trees/*.txtar.
//
//   node record.mjs DIR [NAME...]
//
// DIR is a folder below which `next`, `react` and `react-dom` resolve. Each
// tree is written to DIR/NAME, built with `next build` and, where the build
// passes, started with `next start`. trees/NAME.json then holds the exits, the
// messages, and the manifests that name the routes. A tree whose JSON exists
// is left alone unless it is named.
//
// Lines of a tree's comment say what txtar can't hold: `symlink A -> B` makes A
// a link to B, `base64 A TEXT` gives the bytes of A, `size A N` fills A up with
// zeros to N bytes, and `unreadable A` takes from the folder A the right to list
// it (Next then runs as nobody, since root may list all).
import { spawnSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRequire } from 'node:module'

const here = dirname(fileURLToPath(import.meta.url))
const [base, ...only] = process.argv.slice(2)
if (!base) throw new Error('usage: node record.mjs DIR [NAME...]')
const next = createRequire(join(resolve(base), 'x.js')).resolve('next/dist/bin/next')

function parseTxtar(text) {
  const files = []
  const comment = []
  let current = null
  for (const line of text.split(/(?<=\n)/)) {
    const m = /^-- (.*) --\n?$/.exec(line)
    if (m) files.push((current = { name: m[1], data: '' }))
    else if (current) current.data += line
    else comment.push(line.trim())
  }
  return { comment, files }
}

function write(dir, { comment, files }) {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  for (const f of files) {
    const to = join(dir, f.name)
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, f.name.endsWith('.png') || f.name.endsWith('.ico') ? PNG : f.data)
  }
  for (const line of comment) {
    const m = /^symlink (\S+) -> (\S+)$/.exec(line)
    if (m) {
      mkdirSync(dirname(join(dir, m[1])), { recursive: true })
      symlinkSync(m[2], join(dir, m[1]))
    }
    const bytes = /^base64 (\S+) (\S*)$/.exec(line)
    if (bytes) writeFileSync(join(dir, bytes[1]), Buffer.from(bytes[2], 'base64'))
    const size = /^size (\S+) (\d+)$/.exec(line)
    if (size) truncateSync(join(dir, size[1]), Number(size[2]))
    const closed = /^unreadable (\S+)$/.exec(line)
    if (closed) {
      for (const f of ['.', ...readdirSync(dir, { recursive: true })]) chownSync(join(dir, f), NOBODY, NOBODY)
      chmodSync(join(dir, closed[1]), 0)
    }
  }
  return comment.some((line) => line.startsWith('unreadable ')) && process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}
const NOBODY = 65534

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const clean = (s) => s.replace(/\x1b\[[0-9;]*m/g, '')
const json = (dir, name) => {
  const file = join(dir, '.next', name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

// bodies returns what the build stored for route handlers: short texts only.
function bodies(dir) {
  if (!existsSync(dir)) return undefined
  const files = readdirSync(dir, { recursive: true }).filter((f) => f.endsWith('.body')).sort()
  const all = files.map((f) => [f, readFileSync(join(dir, f), 'latin1')]).filter(([, text]) => text.length < 40)
  return Object.fromEntries(all)
}

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: '1' }

// inner is where a tree lies below the folder that Next takes for the project.
const inner = (dir) => `/${basename(dirname(resolve(dir)))}/${basename(dir)}/`
// noise are lines that say how long things took, and the codes of a DOMException.
const noise = /^ *(▲|Creating an|✓ |Collecting|Generating|Finalizing|Running)|\d ?ms|in \d+(\.\d+)?s|^ *[A-Z_]+_ERR: \d+,?$/

function build(dir, user) {
  const run = spawnSync('node', [next, 'build'], { cwd: dir, env, ...user, encoding: 'utf8', timeout: 180000 })
  const prerender = json(dir, 'prerender-manifest.json')
  const routes = json(dir, 'routes-manifest.json')
  return {
    exit: run.status,
    output: clean(run.stdout + run.stderr).replaceAll(resolve(dir), '.').replaceAll(inner(dir), '/').split('\n').filter((l) => !noise.test(l) && l.trim()).slice(0, 80),
    paths: json(dir, 'app-path-routes-manifest.json'),
    statics: prerender && Object.fromEntries(Object.entries(prerender.routes).map(([k, v]) => [k, v.initialRevalidateSeconds])),
    bodies: bodies(join(dir, '.next/server/app')),
    fallbacks: prerender && Object.keys(prerender.dynamicRoutes),
    dynamic: routes?.dynamicRoutes.map((r) => r.page),
  }
}

async function start(dir, port) {
  const child = spawn('node', [next, 'start', '-p', String(port)], { cwd: dir, env })
  let out = ''
  child.stdout.on('data', (d) => (out += d))
  child.stderr.on('data', (d) => (out += d))
  const died = new Promise((r) => child.on('exit', (code) => r(code ?? -1)))
  const ready = (async () => {
    for (let i = 0; i < 100; i++) {
      await new Promise((r) => setTimeout(r, 100))
      try {
        await fetch(`http://127.0.0.1:${port}/`)
        await new Promise((r) => setTimeout(r, 300))
        return null
      } catch {}
    }
    return null
  })()
  const exit = await Promise.race([died, ready])
  child.kill('SIGKILL')
  return { exit, output: exit === null ? undefined : clean(out).split('\n').filter((l) => /Error|cannot/.test(l)).slice(0, 5) }
}

let port = 4700
for (const file of readdirSync(join(here, 'trees')).sort()) {
  if (!file.endsWith('.txtar')) continue
  const name = file.slice(0, -6)
  const out = join(here, 'trees', name + '.json')
  if (only.length ? !only.includes(name) : existsSync(out)) continue
  const tree = parseTxtar(readFileSync(join(here, 'trees', file), 'utf8'))
  const dir = join(resolve(base), name)
  const user = write(dir, tree)
  const record = { build: build(dir, user) }
  if (record.build.exit === 0 && !tree.comment.includes('nostart')) record.start = await start(dir, port++)
  writeFileSync(out, JSON.stringify(record, null, 1) + '\n')
  console.log(name, 'build', record.build.exit, 'start', record.start?.exit)
  rmSync(dir, { recursive: true, force: true })
}
