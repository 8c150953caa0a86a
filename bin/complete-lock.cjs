// npm writes into the lock only the optional binaries of the machine it runs on; `npm ci` elsewhere then fails.
// Adds the missing ones from the registry. With --check it only says whether some are missing.
'use strict'
const { readFileSync, writeFileSync } = require('node:fs')
const { execFileSync } = require('node:child_process')
const path = require('node:path')

const file = path.join(__dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingOptionals(lock.packages)

if (process.argv.includes('--check')) {
  if (missing.length) console.error(`package-lock.json lacks ${missing.length} binaries of other platforms: run npm run lock`)
  process.exit(missing.length ? 1 : 0)
}
for (const { at, name, version } of missing) {
  const dev = lock.packages[at].dev
  const shown = fromRegistry(name, version) ?? fromName(name)
  lock.packages[`node_modules/${name}`] = { version, ...shown.proof, ...(dev && { dev }), optional: true, ...shown.platform }
  console.log(`added ${name}@${version}`)
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

function fromRegistry(name, version) {
  try {
    const fields = ['os', 'cpu', 'libc', 'dist.integrity']
    const shown = JSON.parse(execFileSync('npm', ['view', `${name}@${version}`, '--json', ...fields], { encoding: 'utf8', stdio: 'pipe' }))
    const platform = Object.fromEntries(['os', 'cpu', 'libc'].filter((key) => shown[key]).map((key) => [key, [shown[key]].flat()]))
    return { proof: { integrity: shown['dist.integrity'] }, platform }
  } catch {
    return null
  }
}

/** A registry may lack a platform that nobody here runs: its name says enough for npm to pass it over. */
function fromName(name) {
  const words = name.split(/[/-]/)
  const os = words.find((word) => ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'wasi'].includes(word))
  const cpu = words.find((word) => ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32'].includes(word))
  return { proof: {}, platform: { ...(os && os !== 'wasi' && { os: [os] }), ...(cpu && { cpu: [cpu] }) } }
}

/** Optional dependencies that no folder of the lock provides: the way Node would look them up. */
function missingOptionals(packages) {
  const found = []
  for (const [at, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      let folder = at
      while (!packages[`${folder && `${folder}/`}node_modules/${name}`] && folder) {
        folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
      }
      if (!packages[`${folder && `${folder}/`}node_modules/${name}`]) found.push({ at, name, version })
    }
  }
  return found
}
