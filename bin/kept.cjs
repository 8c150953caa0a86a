#!/usr/bin/env node
// `npx kept ...` on any Node: runs the command line on the pinned one.
'use strict'
const { existsSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const path = require('node:path')

const root = path.join(__dirname, '..')
const windows = process.platform === 'win32'
const node = path.join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
if (!existsSync(node)) {
  console.error('Kept is not installed yet: run `npm start` (or `npm ci`) in its folder first.')
  process.exit(69)
}
const done = spawnSync(node, [path.join(root, 'server', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit', shell: windows })
process.exit(done.status ?? 1)
