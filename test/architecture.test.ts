import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { breaches } from './architecture.ts'

const root = path.join(import.meta.dirname, '..')
const rooms = ['people', 'customers', 'value', 'cases', 'promises', 'channels', 'feedback', 'faces']

function source(): Map<string, string> {
  const files = ['server', 'contract', 'web'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  return new Map(
    files.filter((file) => /\.(ts|tsx|sql|md)$/.test(file)).map((file) => [path.relative(root, file), readFileSync(file, 'utf8')]),
  )
}

test('the house keeps its law', () => {
  expect(breaches(source(), rooms)).toEqual([])
})

test('the law and the program walk the same list', () => {
  const listed = [...readFileSync(path.join(root, 'server/modules.ts'), 'utf8').matchAll(/\{ name: '([a-z]+)'/g)].map(([, name]) => name)
  expect(listed).toEqual(rooms)
})

describe('a planted violation is found', () => {
  const clean = new Map(rooms.map((room): [string, string] => [`server/${room}/README.md`, '']))
  const planted: [string, string, string, RegExp][] = [
    ['calling up', 'server/cases/x.ts', "import { a } from '#promises'", /calls up/],
    ['calling oneself through the door', 'server/cases/x.ts', "import { a } from '#cases'", /calls up/],
    ['past the front door', 'server/promises/x.ts', "import { a } from '../cases/store.ts'", /past its front door/],
    ['platform knows a room', 'server/platform/x.ts', "import { a } from '#people'", /platform imports/],
    ['platform reaches a room', 'server/platform/x.ts', "import { a } from '../people/index.ts'", /past its front door/],
    ['the wire knows the server', 'contract/x.ts', "import { a } from '../server/people/index.ts'", /the wire imports/],
    ['the browser knows the server', 'web/desk/x.ts', "import { a } from '../../server/people/index.ts'", /of the server/],
    ['sisters know each other', 'web/desk/cases/x.ts', "import { a } from '../promises/y.ts'", /its sister/],
    ['SQL outside a store', 'server/cases/x.ts', 'const a = sql`select 1`', /SQL outside/],
    ['SQL on a table above', 'server/cases/store.ts', 'const a = sql`select 1 from promises`', /stands above/],
    ['a rule reads the clock', 'server/cases/rules/x.ts', 'const a = Date.now()', /not pure/],
    ['a rule rolls dice', 'server/cases/rules/x.ts', 'const a = Math.random()', /not pure/],
    ['a long file', 'server/cases/x.ts', 'a\n'.repeat(301), /302 lines/],
    ['a long function', 'server/cases/x.ts', `function a() {\n${'  b()\n'.repeat(50)}}\n`, /a function of 52 lines/],
  ]
  for (const [what, file, text, found] of planted) {
    test(what, () => {
      const tables: [string, string] = ['server/migrations/0005_promises.sql', 'create table promises (id text);']
      const [first, ...rest] = breaches(new Map([...clean, tables, [file, text]]), rooms)
      expect(first).toMatch(found)
      expect(rest).toEqual([])
    })
  }
  test('a room without a README', () => {
    expect(breaches(new Map(), ['people'])).toEqual(['server/people has no README.md'])
  })
})
