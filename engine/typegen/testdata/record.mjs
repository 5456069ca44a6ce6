// Records what real `next typegen` writes for the trees in *.txtar beside this
// file, and puts it into them as want/NAME. The archives in lines/ keep only those
// lines of it that no file in ../parts has, which is what differs from project to
// project. Usage:
//
//	node record.mjs DIR
//
// DIR is a scratch folder below one whose node_modules holds next, react,
// react-dom and typescript.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const here = import.meta.dirname
const scratch = path.resolve(process.argv[2])
const generated = ['routes.d.ts', 'validator.ts', 'cache-life.d.ts', 'root-params.d.ts', 'link.d.ts']

function parse(text) {
  const [comment, ...parts] = text.split(/^-- (.+) --\n/m)
  const files = []
  for (let i = 0; i < parts.length; i += 2) files.push([parts[i], parts[i + 1]])
  return { comment, files }
}

const parts = path.join(here, '..', 'parts')
const constant = new Set(fs.readdirSync(parts).flatMap((n) => fs.readFileSync(path.join(parts, n), 'utf8').split('\n')))
const differing = (text) => text.split('\n').filter((line) => !constant.has(line)).join('\n') + '\n'
const archives = ['.', 'lines'].flatMap((d) => fs.readdirSync(path.join(here, d)).filter((n) => n.endsWith('.txtar')).map((n) => path.join(d, n)))

for (const name of archives) {
  const { comment, files } = parse(fs.readFileSync(path.join(here, name), 'utf8'))
  const inputs = files.filter(([f]) => !f.startsWith('want/'))
  const dir = path.join(scratch, path.basename(name, '.txtar'))
  fs.rmSync(dir, { recursive: true, force: true })
  for (const [file, text] of inputs) {
    fs.mkdirSync(path.join(dir, path.dirname(file)), { recursive: true })
    fs.writeFileSync(path.join(dir, file), text)
  }
  fs.writeFileSync(path.join(dir, 'package.json'), '{"private":true}')
  execFileSync('npx', ['next', 'typegen'], { cwd: dir, stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
  const config = inputs.find(([f]) => f.startsWith('next.config'))?.[1] ?? ''
  const dist = path.normalize(config.match(/distDir: '(.*?)'/)?.[1] ?? '.next')
  const outputs = [...generated.map((g) => `${dist}/types/${g}`), 'next-env.d.ts'].filter((f) => fs.existsSync(path.join(dir, f)))
  const kept = name.startsWith('lines') ? differing : (text) => text
  const all = [...inputs, ...outputs.map((f) => [`want/${f}`, kept(fs.readFileSync(path.join(dir, f), 'utf8'))])]
  fs.writeFileSync(path.join(here, name), comment + all.map(([f, t]) => `-- ${f} --\n${t}`).join(''))
}
