import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { usedShare } from './promise/share.ts'
import { promiseShapes } from './promise/shapes.ts'

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
  ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
)
const tokens = new Map(pairs)
const papers = ['canvas', 'surface', 'sunken', 'hover']
const states = ['agreed', 'due', 'late', 'kept', 'moved']

describe.each(['light', 'dark'] as const)('contrast in %s', (theme) => {
  const ratio = (one: string, other: string) => contrast(colour(one, theme), colour(other, theme))

  test('text reads at 4.5 and more on every paper', () => {
    const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'late-text', 'moved-text', 'due-text', 'kept-text', 'agreed-text']
    expect(texts.flatMap((text) => papers.filter((paper) => ratio(text, paper) < 4.5).map((paper) => `${text} on ${paper}`))).toEqual([])
  })

  test('state words read on their chips, and filled ones on theirs', () => {
    expect(states.filter((state) => ratio(`${state}-text`, `${state}-soft`) < 4.5)).toEqual([])
    expect(ratio('on-late', 'late')).toBeGreaterThanOrEqual(4.5)
    expect(ratio('on-ink', 'ink')).toBeGreaterThanOrEqual(4.5)
    expect(ratio('ink', 'note')).toBeGreaterThanOrEqual(4.5)
  })

  test('borders, focus and bars show at 3 and more', () => {
    expect(['line-strong', 'focus', ...states].filter((part) => ratio(part, 'surface') < 3 || ratio(part, 'canvas') < 3)).toEqual([])
    expect(states.filter((state) => ratio(state, `${state}-soft`) < 3)).toEqual([])
  })
})

test('the measure itself is right', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('nine states, nine shapes', () => {
  const drawn = Object.values(promiseShapes).map((paths) => JSON.stringify(paths))
  expect(new Set(drawn).size).toBe(9)
})

test('the share of a promise stands still while its clock is stopped, and stays between 0 and 1', () => {
  expect(usedShare({ agreedMs: 0, dueMs: 100 }, 25)).toBe(0.25)
  expect(usedShare({ agreedMs: 0, dueMs: 100, stoppedMs: 40 }, 90)).toBe(0.4)
  expect(usedShare({ agreedMs: 0, dueMs: 100 }, 500)).toBe(1)
  expect(usedShare({ agreedMs: 50, dueMs: 100 }, 10)).toBe(0)
  expect(usedShare({ agreedMs: 5, dueMs: 5 }, 5)).toBe(1)
})

function colour(name: string, theme: 'light' | 'dark'): string {
  const found = tokens.get(name)?.[theme]
  if (!found) throw new Error(`No token ${name}`)
  return found
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
