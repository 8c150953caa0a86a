import type { Words } from '../../kit/language.ts'

const usualDay = 480

/** Reads a length of working time as people write it (`2 h`, `90 min`, `1 h 30 min`, `1,5 h`, `1 working day`, plain minutes); null when it is none. */
export function readMinutes(text: string, dayMinutes: number): number | null {
  const words = text.trim().toLocaleLowerCase('en').replaceAll(',', '.')
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)\s*(minutes?|mins?|hours?|hrs?|(?:working\s+)?days?|m|h|d)?(?=\s|\d|$)/g)]
  if (parts.length === 0 || words.replaceAll(/\s+/g, '') !== parts.map(([whole]) => whole.replaceAll(/\s+/g, '')).join('')) return null
  // A number without a unit stands alone: "2 30" is no length.
  if (parts.length > 1 && parts.some(([, , unit]) => !unit)) return null
  const minutes = parts.reduce((sum, [, number = '', unit = 'm']) => sum + Number(number) * minutesOf(unit, dayMinutes), 0)
  return minutes >= 1 ? Math.round(minutes) : null
}

/** The same length in the fewest words, which `readMinutes` reads back. */
export function lengthWords(minutes: number, dayMinutes: number): Words {
  if (minutes % dayMinutes === 0) return { id: 'desk.menu.days', values: { days: minutes / dayMinutes } }
  if (minutes < 60 || (minutes < 120 && minutes % 60 !== 0)) return { id: 'desk.span.minutes', values: { minutes } }
  const rest = minutes % 60
  return { id: rest === 0 ? 'desk.span.hours' : 'desk.span.both', values: { hours: Math.floor(minutes / 60), minutes: rest } }
}

/** How long the usual working day of a week is, in minutes: the length most days have. */
export function workingDayMinutes(week: readonly (readonly (readonly [string, string])[])[]): number {
  const lengths = week
    .map((spans) => spans.reduce((sum, [from, to]) => sum + clockMinutes(to) - clockMinutes(from), 0))
    .filter((one) => one > 0)
  const often = (length: number) => lengths.filter((one) => one === length).length
  return lengths.toSorted((a, b) => often(b) - often(a) || b - a)[0] ?? usualDay
}

function minutesOf(unit: string, dayMinutes: number): number {
  if (unit.startsWith('m')) return 1
  return unit.startsWith('h') ? 60 : dayMinutes
}

function clockMinutes(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
