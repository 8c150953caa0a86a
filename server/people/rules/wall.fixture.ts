export const MINUTE = 60_000
/** Days of a window. */
export const DAYS = 6

/**
 * Twelve zones, each around a day on which something happens: the clock goes forward or back, a leap day, a year's
 * end.
 */
export const WINDOWS = [
  ['Europe/Vilnius', '2026-03-27'],
  ['Europe/Vilnius', '2026-10-23'],
  ['Europe/London', '2026-03-27'],
  ['Europe/London', '2026-10-23'],
  ['Europe/Kyiv', '2026-10-23'],
  ['Europe/Budapest', '2028-02-27'],
  ['Europe/Istanbul', '2026-12-29'],
  ['America/New_York', '2026-03-06'],
  ['America/New_York', '2026-10-30'],
  ['America/St_Johns', '2026-03-06'],
  ['Australia/Lord_Howe', '2026-04-03'],
  ['Australia/Lord_Howe', '2026-10-02'],
  ['Pacific/Auckland', '2026-09-25'],
  ['Asia/Kathmandu', '2028-02-27'],
  ['Asia/Tehran', '2022-03-20'],
  ['UTC', '2027-02-26'],
] as const

/**
 * The slow reference, written from the words alone and without Temporal: it reads the wall clock of every minute with
 * Intl, looks for the first minute that shows a wall time, and steps back to one that exists when the clock jumped
 * over it.
 */
export type Wall = { minutes: Map<string, number>; firstMs: number; dates: string[] }
const walls = new Map<string, Wall>()

export function wallOf(zone: string, date: string): Wall {
  const key = `${zone} ${date}`
  const known = walls.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const firstMs = Date.parse(`${date}T00:00Z`)
  const minutes = new Map<string, number>()
  // Latest first, so that the first of two equal wall times is the one that stays.
  for (let at = firstMs + (DAYS + 3) * 1440 * MINUTE; at >= firstMs - 3 * 1440 * MINUTE; at -= MINUTE) {
    minutes.set(format.format(at), at)
  }
  // West of UTC the window opens on the evening before, and a span may have begun a day earlier still.
  const dates = Array.from({ length: DAYS + 4 }, (_, i) => plusDays(date, i - 2))
  const wall = { minutes, firstMs, dates }
  walls.set(key, wall)
  return wall
}

export const plusDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 1440 * MINUTE).toISOString().slice(0, 10)

export function instant(wall: Wall, date: string, time: string): number {
  if (time === '24:00') return instant(wall, plusDays(date, 1), '00:00')
  for (let back = 0; back < 1500; back++) {
    const shown = new Date(Date.parse(`${date}T${time}Z`) - back * MINUTE).toISOString().slice(0, 16).replace('T', ' ')
    const at = wall.minutes.get(shown)
    if (at !== undefined) return at + back * MINUTE
  }
  throw new Error('no such wall time in the window')
}

export const clock = (minutes: number) => new Date(minutes * MINUTE).toISOString().slice(11, 16)
