// Writes turbopack.txtar: an app that imports in every way there is, and what
// real Next.js answers for it.
//
//   node record.mjs DIR PORT OUT
//
// DIR is the app, below a folder whose node_modules holds next, react and
// react-dom. It is built and started; each route is asked once.
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const [dir, port, out] = process.argv.slice(2)
execFileSync('npx', ['next', 'build'], { cwd: dir, stdio: 'ignore' })
const server = spawn('node', [path.join(path.dirname(fs.realpathSync(path.join(dir, '../../node_modules/next/package.json'))), 'dist/bin/next'), 'start', '-p', port], { cwd: dir, stdio: 'ignore' })
const files = fs.readdirSync(dir, { recursive: true, withFileTypes: true })
  .map((f) => path.relative(dir, path.join(f.parentPath, f.name))).sort()
  .filter((f) => !/^(\.next|next-env|build\.log)/.test(f) && !/\.(wasm|tsbuildinfo)$/.test(f))
const ask = async (name) => {
  for (let i = 0; ; i++) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/${name}`)).text()
    } catch (e) {
      if (i === 100) throw e
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}
let text = 'Recorded from real Next.js 16.4.6 by record.mjs: each route with its answer is a line of want.\n'
let want = ''
for (const f of files) {
  const s = fs.lstatSync(path.join(dir, f))
  if (s.isSymbolicLink()) text += `-- ${f} -> ${fs.readlinkSync(path.join(dir, f))} --\n`
  if (!s.isFile()) continue
  text += `-- ${f} --\n${fs.readFileSync(path.join(dir, f), 'utf8').replace(/\n?$/, '\n')}`
  const route = /^app\/(.*)\/route\.[jt]sx?$/.exec(f)
  if (route) want += `${f} ${await ask(route[1])}\n`
}
server.kill()
fs.writeFileSync(out, `${text}-- want --\n${want}`)
