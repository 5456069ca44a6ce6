// node record.cjs: asks @next/env (resolved from the current folder) what it makes of the files of each
// case in recorded.json, and writes its answers back beside them.
const fs = require('fs'), os = require('os'), path = require('path')
const { execFileSync } = require('child_process')
const env = require.resolve('@next/env', { paths: [process.cwd()] })
const file = path.join(__dirname, 'recorded.json')
const cases = JSON.parse(fs.readFileSync(file, 'utf8'))
const script = `
  const before = new Set(Object.keys(process.env))
  const quiet = { error() {}, info() {}, warn() {} }
  require(${JSON.stringify(env)}).loadEnvConfig(process.argv[1], false, quiet)
  const found = Object.keys(process.env).filter((k) => !before.has(k) && !k.startsWith('__NEXT')).sort()
  console.log(JSON.stringify(Object.fromEntries(found.map((k) => [k, process.env[k]]))))`
for (const c of cases) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'dotenv-'))
  for (const [name, text] of Object.entries(c.files)) fs.writeFileSync(path.join(dir, name), text)
  c.want = JSON.parse(execFileSync(process.execPath, ['-e', script, dir], { env: {} }).toString())
  fs.rmSync(dir, { recursive: true })
}
fs.writeFileSync(file, JSON.stringify(cases, null, 1) + '\n')
