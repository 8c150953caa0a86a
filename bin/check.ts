// Types, lint, format and loose ends, in this order; stops at the first that fails.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const tool = (name: string) => path.join(root, 'node_modules', '.bin', name)

const checks: [string, string, string[]][] = [
  ['types of the server', tool('tsc'), ['--noEmit']],
  ...['portal', 'desk']
    .filter((face) => existsSync(path.join(root, 'web', face, 'tsconfig.json')))
    .map((face): [string, string, string[]] => [`types of the ${face}`, tool('tsc'), ['--noEmit', '-p', `web/${face}`]]),
  ['lint', tool('oxlint'), ['--deny-warnings']],
  ['format', tool('oxfmt'), ['--check', '.']],
  ['loose ends', tool('knip'), ['--no-progress']],
  ['the lock', process.execPath, ['bin/complete-lock.cjs', '--check']],
]

for (const [what, command, args] of checks) {
  const started = Date.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (status !== 0) process.exit(1)
}
