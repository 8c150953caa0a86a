import type { T } from '#contract/portal.ts'
import { translator } from '#platform/i18n/index.ts'

/** The pseudo-locale: every text about 40 % longer, with one long unbroken word. */
export function pseudo(): T {
  const english = translator('en')
  return Object.assign((key: string, values?: Record<string, string | number>) => lengthen(english(key, values)), {
    language: 'hu' as const,
  })
}

/** A text with its pseudo-locale tail. */
export function lengthen(text: string): string {
  return `${text} ${'ąçřgűmįlňgh'.slice(0, 3 + Math.round(text.length * 0.1))} ${'wïdé '.repeat(Math.round(text.length * 0.06))}`.trim()
}
