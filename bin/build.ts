// Builds the pages that need building: the portal, and the desk where it exists. Costs next to nothing when nothing changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const root = path.join(import.meta.dirname, '..')
const dist = path.join(root, 'dist')
const budgets = { portalScript: 45_000, portalStyle: 26_000, deskScript: 300_000 }

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  css?: string[]
}
type Manifest = Record<string, Chunk>

await buildStale()

async function buildStale(): Promise<void> {
  await buildFace('portal', buildPortal)
  if (existsSync(path.join(root, 'vite.desk.config.ts'))) await buildFace('desk', buildDesk)
}

async function buildFace(face: 'portal' | 'desk', build: () => Promise<string>): Promise<void> {
  const stampFile = path.join(dist, face, '.stamp')
  const wanted = fingerprint(face)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && !process.argv.includes('--force')) return
  rmSync(stampFile, { force: true })
  const startedMs = performance.now()
  const sizes = await build()
  mkdirSync(path.dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted)
  console.error(`Built the ${face} in ${Math.round(performance.now() - startedMs)} ms: ${sizes}`)
}

async function buildPortal(): Promise<string> {
  const { build } = await import('vite')
  const configFile = path.join(root, 'vite.portal.config.ts')
  await build({ root, configFile })
  const assets = portalAssets(readManifest('portal/assets/manifest.json'))
  await build({ root, configFile, build: { ssr: 'web/portal/render.tsx' }, define: { __PORTAL_ASSETS__: JSON.stringify(assets.urls) } })
  writeFileSync(path.join(dist, 'portal', 'assets.json'), JSON.stringify(assets.urls, null, 2))
  const script = sum(assets.scripts, gzipped)
  const style = sum(assets.styles, (file) => readFileSync(file).length)
  within('portal script (gzip)', script, budgets.portalScript)
  within('portal style', style, budgets.portalStyle)
  return `${kilobytes(script)} script (gzip), ${kilobytes(style)} style`
}

function portalAssets(manifest: Manifest) {
  const base = '/assets/portal/'
  const files = (source: string) => [...reach(manifest, source)]
  const scripts = files('web/portal/island.ts').map((chunk) => chunk.file)
  const styles = files('web/portal/style/portal.css').map((chunk) => chunk.file)
  const fonts = (family: RegExp) =>
    Object.fromEntries(
      Object.entries(manifest).flatMap(([source, chunk]) => {
        const subset = family.exec(source)?.[1]
        return subset ? [[subset, base + chunk.file]] : []
      }),
    )
  const icon = manifest['web/portal/icon.svg']?.file ?? ''
  const inFolder = (file: string) => path.join(dist, 'portal', 'assets', file)
  const urls = {
    css: styles.map((file) => base + file),
    js: scripts[0] ? base + scripts[0] : null,
    textFonts: fonts(/onest-(latin|latin-ext|cyrillic)-wght-normal\.woff2$/),
    promiseFonts: fonts(/literata-500-(latin|latin-ext|cyrillic)\.woff2$/),
    icon: base + icon,
  }
  return { urls, scripts: scripts.map(inFolder), styles: styles.map(inFolder) }
}

async function buildDesk(): Promise<string> {
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'vite.desk.config.ts') })
  const manifest = readManifest('desk/.vite/manifest.json', 'desk/manifest.json', 'desk/assets/manifest.json')
  const entry = Object.keys(manifest).find((source) => manifest[source]?.isEntry)
  const files = [...reach(manifest, entry ?? '')].map((chunk) => path.join(dist, 'desk', chunk.file)).filter(existsSync)
  const script = sum(files, gzipped)
  if (script === 0) throw new Error('The desk build left no entry in its manifest, so its size is unknown')
  within("the first desk route's script (gzip)", script, budgets.deskScript)
  return `${kilobytes(script)} script on the first route (gzip)`
}

/** The chunk of a source with everything it needs at once (not what it loads later). */
function reach(manifest: Manifest, source: string, seen = new Set<Chunk>()): Set<Chunk> {
  const chunk = manifest[source]
  if (!chunk || seen.has(chunk)) return seen
  seen.add(chunk)
  for (const needed of chunk.imports ?? []) reach(manifest, needed, seen)
  return seen
}

function readManifest(...places: string[]): Manifest {
  const found = places.map((place) => path.join(dist, place)).find(existsSync)
  if (!found) throw new Error(`No manifest at ${places.join(' or ')}`)
  return JSON.parse(readFileSync(found, 'utf8')) as Manifest
}

// The stamp knows everything a page is made of, and nothing else.
function fingerprint(face: 'portal' | 'desk'): string {
  const hash = createHash('sha256')
  const folders = face === 'portal' ? ['web/kit', 'web/portal', 'contract'] : ['web/kit', 'web/desk', 'contract', 'locales']
  const files = ['package-lock.json', 'tsconfig.json', 'bin/build.ts', `vite.${face}.config.ts`, ...folders.flatMap(filesUnder)]
  for (const file of files.filter((name) => !/\.test\.tsx?$/.test(name))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder: string): string[] {
  const full = path.join(root, folder)
  if (!existsSync(full)) return []
  const entries = readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')).toSorted()
}

function gzipped(file: string): number {
  return gzipSync(readFileSync(file)).length
}

function sum(files: string[], size: (file: string) => number): number {
  return files.reduce((total, file) => total + size(file), 0)
}

function within(what: string, bytes: number, budget: number): void {
  if (bytes > budget) throw new Error(`Too large: ${what} is ${bytes} bytes, ${bytes - budget} over its budget of ${budget}`)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
