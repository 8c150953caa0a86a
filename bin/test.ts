// Runs every check and every test and ends with one line of counts. FULL=1 makes the published figures.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const node = process.execPath
const only = process.argv.slice(2)

if (!only.length) run('The checks', ['bin/check.ts'])
const folder = mkdtempSync(path.join(tmpdir(), 'kept-run-'))
const file = path.join(folder, 'counts.json')
const status = spawnSync(
  node,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...only],
  { cwd: root, stdio: 'inherit' },
).status
const {
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
  testResults,
} = JSON.parse(readFileSync(file, 'utf8'))
rmSync(folder, { recursive: true, force: true })
for (const { assertionResults } of testResults)
  for (const { status: how, fullName } of assertionResults) if (how === 'pending' || how === 'skipped') console.log(`skipped: ${fullName}`)
console.log(`${passed} passed, ${failed} failed, ${pending + todo} skipped`)
process.exit(status ?? 1)

function run(what: string, args: string[]): void {
  if (spawnSync(node, args, { cwd: root, stdio: 'inherit' }).status === 0) return
  console.error(`${what} failed; the lines above say why.`)
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
