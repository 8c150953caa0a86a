import type { Country, Place } from '#contract/working-time.ts'
import type { PlaceDay } from './rules/day-plan.ts'

/** The data of the date-holidays project (ISC and CC BY 3.0) is large and loaded only where somebody asks for it. */
const holidaysOf = async (...where: string[]) => new (await import('date-holidays')).default(...(where as [string]))
const hourMs = 3_600_000

/** Years whose holidays a calendar holds: the last one, because promises of December are read in January, this one and the next two. */
export const yearsHeld = (year: number): number[] => [year - 1, year, year + 1, year + 2]

/** Countries whose public holidays are known, by English name, with their regions. */
export async function listCountries(): Promise<Country[]> {
  const all = await holidaysOf()
  return byName(all.getCountries('en')).map((country) => ({ ...country, regions: byName(all.getStates(country.code, 'en')) }))
}

/** Says whether holidays of a place are known. */
export async function isPlace({ country, region }: Place): Promise<boolean> {
  const all = await holidaysOf()
  return Object.hasOwn(all.getCountries() ?? {}, country) && (region === null || Object.hasOwn(all.getStates(country) ?? {}, region))
}

/** The public holidays of a place in some years, each of their days once, in order; one of several days has each of them. */
export async function placeDays({ country, region }: Place, years: readonly number[]): Promise<PlaceDay[]> {
  const place = await holidaysOf(...(region ? [country, region] : [country]))
  const days = years.flatMap((year) => place.getHolidays(year, 'en') ?? []).filter(({ type }) => type === 'public')
  const each = days.flatMap(({ date, name, start, end }) => {
    const [first, clock = '00:00'] = [date.slice(0, 10), date.slice(11, 16)]
    // Holidays that begin at sunset last some hours into a further day, which is not off; changes of clocks make a day 23 hours.
    const count = Math.max(1, Math.floor((end.getTime() - start.getTime()) / hourMs / 24 + 0.05))
    return Array.from({ length: count }, (_, nth) => ({ date: later(first, nth), name, from: nth || clock === '00:00' ? null : clock }))
  })
  const known = new Set<string>()
  return each
    .filter(({ date, name }) => !known.has(date + name) && known.add(date + name))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

const later = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

const byName = (named: Record<string, string> | undefined) =>
  Object.entries(named ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
