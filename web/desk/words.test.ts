import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compilePo } from './catalogue.ts'
import { commands } from './keys/keymap.ts'

const here = import.meta.dirname
const texts = compilePo(readFileSync(path.join(here, '..', '..', 'locales', 'en', 'desk.po'), 'utf8'))
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
const code = sources.map((file) => readFileSync(path.join(here, file), 'utf8')).join('\n')

/** Keys written whole, and the beginnings of those put together from a state. */
const whole = new Set([...code.matchAll(/'(desk\.[\w.]+)'/g)].map((match) => match[1] ?? ''))
const beginnings = [...new Set([...code.matchAll(/`(desk\.[\w.]*)\$\{/g)].map((match) => match[1] ?? ''))]

test('every key the desk asks for has words', () => {
  expect([...whole].filter((key) => !(key in texts))).toEqual([])
  expect(beginnings.filter((start) => !Object.keys(texts).some((key) => key.startsWith(start)))).toEqual([])
})

test('no words are left over', () => {
  expect(Object.keys(texts).filter((key) => key && !whole.has(key) && !beginnings.some((start) => key.startsWith(start)))).toEqual([])
})

test('every command has a name, and synonyms if the palette lists it', () => {
  expect(commands.filter(({ id }) => !(`desk.command.${id}` in texts)).map(({ id }) => id)).toEqual([])
  expect(commands.filter(({ id, inPalette }) => inPalette && !(`desk.synonyms.${id}` in texts)).map(({ id }) => id)).toEqual([])
})

test('the words the product does not use are not used', () => {
  const banned = /\b(please|oops|invalid|ticket|SLA|resolved|sorry)\b/i
  const shown = Object.entries(texts).filter(([key]) => !key.startsWith('desk.synonyms.'))
  expect(shown.filter(([, text]) => banned.test(JSON.stringify(text))).map(([key]) => key)).toEqual([])
})
