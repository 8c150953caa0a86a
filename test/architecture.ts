import path from 'node:path'

/** The source as the law sees it: text by path from the root. */
export type Source = ReadonlyMap<string, string>

const longestFile = 300
const longestFunction = 50
/** A table of routes is a list, and a component's function holds its markup. */
const longestTable = 90

/** Every breach of the house's law in a source, in words. `rooms` is the list, lowest first. */
export function breaches(source: Source, rooms: readonly string[]): string[] {
  const tables = tablesByRoom(source)
  return [...source]
    .flatMap(([file, text]) => [
      ...importBreaches(file, text, rooms),
      ...sqlBreaches(file, text, rooms, tables),
      ...pureBreaches(file, text),
      ...sizeBreaches(file, text),
    ])
    .concat(rooms.filter((room) => !source.has(`server/${room}/README.md`)).map((room) => `server/${room} has no README.md`))
}

function importBreaches(file: string, text: string, rooms: readonly string[]): string[] {
  if (file.startsWith('web/') && file.endsWith('.test.ts')) return []
  const room = roomOf(file)
  return importsOf(text).flatMap((wanted) => {
    const target = wanted.startsWith('.') ? path.join(path.dirname(file), wanted) : wanted
    if (file.startsWith('contract/') && !target.startsWith('contract/') && !['zod', 'zod/mini'].includes(target))
      return [`${file}: the wire imports ${wanted}`]
    if (file.startsWith('web/') && (target.startsWith('server/') || target.startsWith('#platform') || rooms.includes(target.slice(1))))
      return [`${file}: the browser imports ${wanted} of the server`]
    if (file.startsWith('web/')) return sisterBreaches(file, target)
    if (!file.startsWith('server/')) return []
    if (wanted.startsWith('.') && roomOf(target) !== room && isRoomed(file, rooms))
      return [`${file}: reaches into ${target} past its front door`]
    if (file.startsWith('server/platform/'))
      return rooms.includes(target.slice(1)) ? [`${file}: the platform imports the room ${wanted}`] : []
    const used = rooms.indexOf(target.startsWith('#') ? target.slice(1) : '')
    const own = rooms.indexOf(room)
    return used >= 0 && own >= 0 && used >= own ? [`${file}: ${room} calls up to ${wanted}`] : []
  })
}

/** Rooms of the desk do not know each other; screens compose them. */
function sisterBreaches(file: string, target: string): string[] {
  const place = (name: string) => /^web\/(desk|portal)\/([a-z]+)\//.exec(name)
  const [from, to] = [place(file), place(target)]
  const shared = new Set(['kit', 'screens', 'keys', 'palette', 'pages', 'parts'])
  if (!from || !to || from[1] !== to[1] || from[2] === to[2]) return []
  return shared.has(from[2] ?? '') || shared.has(to[2] ?? '') ? [] : [`${file}: imports its sister ${target}`]
}

function sqlBreaches(file: string, text: string, rooms: readonly string[], tables: ReadonlyMap<string, string>): string[] {
  const room = roomOf(file)
  if (!file.startsWith('server/') || file.endsWith('.test.ts') || !rooms.includes(room)) return []
  const isStore = /(^|[/-])store\.ts$/.test(file)
  if (!isStore) return /\bsql`/.test(text) ? [`${file}: SQL outside a store`] : []
  const named = [...text.matchAll(/\b(?:from|join|into|update)\s+([a-z_]+)\b/g)].map(([, table]) => tables.get(table ?? ''))
  const above = named.filter((owner) => owner !== undefined && rooms.indexOf(owner) > rooms.indexOf(room))
  return above.length ? [`${file}: SQL on a table of ${above[0]}, which stands above`] : []
}

function pureBreaches(file: string, text: string): string[] {
  if (!file.includes('/rules/') || file.endsWith('.test.ts')) return []
  const impure = [
    /\bDate\.now\(/,
    /\bnew Date\(\)/,
    /\bMath\.random\(/,
    /\bTemporal\.Now\b/,
    /from '#platform\/db/,
    /from 'node:(?!crypto|buffer)/,
    /\bprocess\.env\b/,
  ].filter((pattern) => pattern.test(text))
  return impure.map((pattern) => `${file}: a rule is not pure (${pattern.source})`)
}

function sizeBreaches(file: string, text: string): string[] {
  if (!/\.(ts|tsx)$/.test(file)) return []
  const lines = text.split('\n')
  const long = lines.length > longestFile && !file.endsWith('.test.ts') ? [`${file}: ${lines.length} lines`] : []
  return [...long, ...longFunctions(file, lines)]
}

/** Functions declared at the left margin, by the brace that closes them there. */
function longFunctions(file: string, lines: readonly string[]): string[] {
  return lines.flatMap((line, start) => {
    if (file.endsWith('.test.ts') || !/^(export )?(async )?function /.test(line)) return []
    const length = lines.slice(start).findIndex((closing) => closing === '}') + 1
    const longest = /Routes\(app/.test(line) || file.startsWith('web/') ? longestTable : longestFunction
    return length > longest ? [`${file}:${start + 1}: a function of ${length} lines`] : []
  })
}

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'"\n]*?(?:\{[^}]*\}\s*)?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^import ['"]([^'"]+)['"]/gm,
    ),
  ].map(([, one, two, three]) => one ?? two ?? three ?? '')
}

const roomOf = (file: string) => /^server\/([a-z-]+)\//.exec(file)?.[1] ?? ''
const isRoomed = (file: string, rooms: readonly string[]) => rooms.includes(roomOf(file)) || roomOf(file) === 'platform'

function tablesByRoom(source: Source): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const [file, text] of source) {
    const room = /^server\/migrations\/\d+_([a-z]+)/.exec(file)?.[1]
    if (room)
      for (const [, table] of text.matchAll(/create (?:unlogged )?table (?:if not exists )?([a-z_]+)/g)) owners.set(table ?? '', room)
  }
  return owners
}
