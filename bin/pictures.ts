// Takes the pictures of the documentation from the demo company: node bin/pictures.ts
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { takePictures } from '../test/journeys/pictures.ts'

const root = path.join(import.meta.dirname, '..')
execFileSync(process.execPath, [path.join(root, 'bin', 'build.ts')], { stdio: 'inherit' })
for (const [file, bytes] of await takePictures(path.join(root, 'docs', 'pictures'))) console.log(`${file} ${Math.round(bytes / 1000)} kB`)
