// node record.mjs: asks Next.js itself what becomes of each config of next.json (its "Files"), and writes its answers
// back. Run it in a folder from which next resolves; node 20. Each config is loaded in a process of its own, because
// Next ends the process where it refuses a rule.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const me = fileURLToPath(import.meta.url)
const [dir, out] = process.argv.slice(2)

async function load() {
  const require = createRequire(path.join(process.env.NEXT_FROM, 'x.js'))
  process.chdir(dir)
  require('next/dist/server/require-hook')
  require('@next/env').loadEnvConfig(dir, false, { info() {}, error() {} })
  const config = await require('next/dist/server/config').default('phase-production-build', dir, { silent: false })
  const rules = await require('next/dist/lib/load-custom-routes').default(config)
  const conditions = (r) => [...(r.has ?? []), ...(r.missing ?? [])].map((c) => `${c.type}:${c.key ?? ''}=${c.value ?? ''}`)
  const line = (stage) => (r) => [
    stage, r.source, ...(stage === 'headers' ? r.headers.map((h) => `${h.key}=${h.value}`) : [r.destination]),
    ...(stage === 'redirects' ? [r.statusCode ?? (r.permanent ? 308 : 307)] : []), ...conditions(r),
  ].join(' ')
  const list = (stage, l) => l.filter((r) => !r.internal).map(line(stage))
  const Rules = [
    ...list('headers', rules.headers), ...list('redirects', rules.redirects), ...list('beforeFiles', rules.rewrites.beforeFiles),
    ...list('afterFiles', rules.rewrites.afterFiles), ...list('fallback', rules.rewrites.fallback),
  ]
  fs.writeFileSync(out, JSON.stringify({
    BasePath: config.basePath, Output: config.output ?? '', DistDir: config.distDir, TrailingSlash: !!config.trailingSlash,
    PoweredByHeader: !!config.poweredByHeader, Compress: !!config.compress, GenerateEtags: !!config.generateEtags,
    SkipTrailingSlashRedirect: !!config.skipTrailingSlashRedirect, CacheComponents: !!config.cacheComponents,
    AuthInterrupts: !!config.experimental.authInterrupts, PageExtensions: config.pageExtensions, Env: config.env,
    ExpireTime: config.expireTime, Rules: Rules.length ? Rules : null,
  }))
}

function record() {
  const file = path.join(path.dirname(me), 'next.json')
  const cases = JSON.parse(fs.readFileSync(file, 'utf8'))
  for (const one of Object.values(cases)) {
    const at = fs.mkdtempSync(path.join(process.cwd(), 'config-')), want = at + '.json'
    for (const [name, text] of Object.entries({ 'package.json': '{}', ...one.Files })) {
      fs.mkdirSync(path.dirname(path.join(at, name)), { recursive: true })
      fs.writeFileSync(path.join(at, name), text)
    }
    const env = { ...process.env, NEXT_FROM: process.cwd(), NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', TURBOPACK: '1' }
    const ran = spawnSync(process.execPath, [me, at, want], { env, encoding: 'utf8' })
    delete one.Text
    delete one.Want
    if (fs.existsSync(want)) one.Want = JSON.parse(fs.readFileSync(want, 'utf8'))
    else one.Text = (ran.stdout + ran.stderr).replaceAll(at, 'DIR').replaceAll(/\x1b\[[0-9;]*m/g, '').split('\n').filter((l) => !/^    at |^Node\.js v/.test(l)).join('\n')
    fs.rmSync(at, { recursive: true, force: true })
    fs.rmSync(want, { force: true })
  }
  fs.writeFileSync(file, `{\n${Object.entries(cases).map(([name, c]) => `${JSON.stringify(name)}: ${JSON.stringify(c)}`).join(',\n')}\n}\n`)
}

await (dir ? load().catch((e) => { console.error(e); process.exit(1) }) : record())
