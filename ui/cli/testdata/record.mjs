// Records what `next build` prints of the trees in tables/*.txtar.
//
//   node record.mjs DIR [NAME]
//
// DIR/node_modules holds next, react, react-dom and typescript; scratch projects
// are made below DIR. Each archive is a project, a file NAME.b64 being the bytes
// of NAME; its want/table.txt is written anew. Times are left out of the table by
// the variable that Next's own tests use.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'

const [dir, only] = process.argv.slice(2)
const here = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), 'tables')

for (const name of readdirSync(here).filter((n) => n.endsWith('.txtar') && (!only || n.includes(only)))) {
  const [comment, ...parts] = readFileSync(join(here, name), 'utf8').split(/^-- (.+) --\n/m)
  const project = join(dir, 'table-' + name.replace('.txtar', ''))
  let text = comment
  rmSync(project, { recursive: true, force: true })
  for (let i = 0; i < parts.length; i += 2) {
    if (parts[i] === 'want/table.txt') continue
    text += `-- ${parts[i]} --\n${parts[i + 1]}`
    const binary = parts[i].endsWith('.b64')
    const file = join(project, binary ? parts[i].slice(0, -4) : parts[i])
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, binary ? Buffer.from(parts[i + 1], 'base64') : parts[i + 1])
  }
  writeFileSync(join(project, 'package.json'), '{"private":true}')
  const env = { ...process.env, CI: '1', NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', __NEXT_PRIVATE_DETERMINISTIC_BUILD_OUTPUT: '1' }
  const build = spawnSync('npx', ['next', 'build'], { cwd: project, env, encoding: 'utf8' })
  const table = build.stdout.slice(build.stdout.indexOf('Route (app)'))
  if (build.status !== 0) throw new Error(`${name}: ${build.stderr}`)
  writeFileSync(join(here, name), `${text}-- want/table.txt --\n${table}`)
  rmSync(project, { recursive: true, force: true })
  console.log(name)
}
