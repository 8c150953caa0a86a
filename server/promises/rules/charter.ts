import { createHash } from 'node:crypto'
import type { CharterPart } from '#contract/charter-parts.ts'
import type { CharterEntry, CharterHours, CharterTexts, OwnTexts, Said } from '#contract/charter.ts'
import type { Language } from '#contract/wire.ts'

/** All that one version says. */
export type Snapshot = {
  readonly entries: readonly CharterEntry[]
  readonly hours: readonly CharterHours[]
  readonly texts: CharterTexts
}

/** The terms of an entry whose change a reader is told. */
export type Term = 'name' | 'minutes' | 'windowMinutes' | 'level' | 'languages' | 'choosers' | 'isDefault'

/** One point in which two versions differ. */
export type Difference =
  | { readonly what: 'added'; readonly entry: CharterEntry }
  | { readonly what: 'removed'; readonly entry: CharterEntry }
  | { readonly what: 'changed'; readonly term: Term; readonly from: CharterEntry; readonly to: CharterEntry }
  | {
      readonly what: 'hours'
      readonly teams: readonly string[]
      readonly from: CharterHours | null
      readonly to: CharterHours | null
    }
  | { readonly what: 'text'; readonly part: CharterPart; readonly languages: readonly Language[] }

const terms: readonly Term[] = ['minutes', 'windowMinutes', 'level', 'languages', 'choosers', 'isDefault', 'name']

/** Answers every point in which two versions differ: entries in the order of the menu, then hours, then texts. Nothing where they say the same. */
export function differences(before: Snapshot, after: Snapshot): Difference[] {
  return [...entryDifferences(before.entries, after.entries), ...hourDifferences(before, after), ...textDifferences(before, after)]
}

function entryDifferences(before: readonly CharterEntry[], after: readonly CharterEntry[]): Difference[] {
  const known = new Map(before.map((entry) => [entry.optionId, entry]))
  const kept = new Set(after.map(({ optionId }) => optionId))
  const now = after.flatMap((to): Difference[] => {
    const from = known.get(to.optionId)
    if (!from) return [{ what: 'added', entry: to }]
    return terms.filter((term) => canonical(from[term]) !== canonical(to[term])).map((term) => ({ what: 'changed', term, from, to }))
  })
  const gone = before.filter(({ optionId }) => !kept.has(optionId)).map((entry): Difference => ({ what: 'removed', entry }))
  return [...now, ...gone]
}

/** Teams whose hours changed alike are one point. */
function hourDifferences(before: Snapshot, after: Snapshot): Difference[] {
  const [was, is] = [hoursByTeam(before.hours), hoursByTeam(after.hours)]
  const changed = [...new Map([...was, ...is])].flatMap(([id, { name }]) => {
    const [from, to] = [was.get(id)?.hours ?? null, is.get(id)?.hours ?? null]
    const [old, fresh] = [canonical(statedHours(from)), canonical(statedHours(to))]
    return old === fresh ? [] : [{ name, from, to, alike: `${old} ${fresh}` }]
  })
  return [...Map.groupBy(changed, ({ alike }) => alike).values()].flatMap((group): Difference[] => {
    const [first] = group
    return first ? [{ what: 'hours', teams: group.map(({ name }) => name), from: first.from, to: first.to }] : []
  })
}

const hoursByTeam = (all: readonly CharterHours[]) =>
  new Map(all.flatMap((hours) => hours.teams.map(({ id, name }) => [id, { name, hours }] as const)))

const statedHours = (hours: CharterHours | null) => hours && { zone: hours.zone, week: hours.week, country: hours.country }

function textDifferences(before: Snapshot, after: Snapshot): Difference[] {
  const languages = Object.keys(after.texts) as Language[]
  const parts = new Set(
    [...languages, ...(Object.keys(before.texts) as Language[])].flatMap((language) => partsOf(before, after, language)),
  )
  return [...parts].flatMap((part): Difference[] => {
    const changed = languages.filter(
      (language) => canonical(before.texts[language]?.[part] ?? null) !== canonical(after.texts[language]?.[part] ?? null),
    )
    return changed.length ? [{ what: 'text', part, languages: changed }] : []
  })
}

const partsOf = (before: Snapshot, after: Snapshot, language: Language): CharterPart[] =>
  [after, before].flatMap(({ texts }) => Object.keys(texts[language] ?? {}) as CharterPart[])

/** Names a version and what would follow it: equal marks mean that nothing was changed or published in between. */
export function markOf(version: number, pending: Snapshot): string {
  return createHash('sha256')
    .update(canonical([version, pending.entries, pending.hours, pending.texts]))
    .digest('base64url')
    .slice(0, 22)
}

/** JSON whose keys are in order, so that equal values are equal texts however they were stored. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

/**
 * Makes the texts whole for readers of each language. Where the company says a part in its own words, a language without them is given those
 * of the company's language, else English, else any: a default beside them could promise something else. Where it says nothing, the defaults.
 */
export function wholeTexts(
  own: OwnTexts,
  defaults: Record<Language, Partial<Record<CharterPart, string>>>,
  order: { readonly parts: readonly CharterPart[]; readonly languages: readonly Language[]; readonly company: Language },
): CharterTexts {
  const textFor = (part: CharterPart, language: Language): Said | null => {
    const words = own[part] ?? {}
    const spoken = [language, order.company, 'en' as const, ...order.languages].find((one) => words[one]?.trim())
    if (spoken) return { text: words[spoken]?.trim() ?? '', language: spoken }
    const text = defaults[language][part]
    return text ? { text, language } : null
  }
  const partsFor = (language: Language) =>
    order.parts.flatMap((part) => {
      const said = textFor(part, language)
      return said ? [[part, said] as const] : []
    })
  return Object.fromEntries(order.languages.map((language) => [language, Object.fromEntries(partsFor(language))])) as CharterTexts
}

/** Working time as people say it: whole working days where it is so many of them, else hours and minutes. */
export function lengthOf(minutes: number, dayMinutes: number | null): { days: number } | { hours: number; minutes: number } {
  if (dayMinutes && minutes >= dayMinutes && minutes % dayMinutes === 0) return { days: minutes / dayMinutes }
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/** How long the working day is that most days of these hours have, in minutes; null where the hours differ in that, or there are none. */
export function dayMinutesOf(all: readonly CharterHours[]): number | null {
  const days = new Set(all.map(({ week }) => usualDay(week)))
  const [only] = days
  return days.size === 1 && only ? only : null
}

function usualDay(week: CharterHours['week']): number | null {
  const lengths = week.map((spans) => spans.reduce((sum, span) => sum + minutesOf(span), 0)).filter((length) => length > 0)
  const often = (length: number) => lengths.filter((one) => one === length).length
  return lengths.toSorted((a, b) => often(b) - often(a) || b - a)[0] ?? null
}

/** An end at or before the start lies on the next day. */
function minutesOf([from, to]: readonly [string, string]): number {
  const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return (at(to) - at(from) + 1440) % 1440 || 1440
}

/** The weekdays (Monday 0) of a week that have the same hours, run by run: `[first, last, hours]`; days without hours are left out. */
export function dayRuns(week: CharterHours['week']): [first: number, last: number, spans: CharterHours['week'][number]][] {
  const runs: [number, number, CharterHours['week'][number]][] = []
  for (const [day, spans] of week.entries()) {
    const before = runs.at(-1)
    if (before && before[1] === day - 1 && canonical(before[2]) === canonical(spans)) before[1] = day
    else if (spans.length) runs.push([day, day, spans])
  }
  return runs
}

/** So many weeks or months of a record are shown. */
export const SPANS_SHOWN = 12

/** The first days of the last spans up to the one a day lies in, oldest first, as YYYY-MM-DD. */
export function spanStarts(by: 'week' | 'month', today: string): string[] {
  const day = Temporal.PlainDate.from(today)
  const last = by === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 })
  const back = (count: number) => last.subtract(by === 'week' ? { weeks: count } : { months: count }).toString()
  return Array.from({ length: SPANS_SHOWN }, (_, nth) => back(SPANS_SHOWN - 1 - nth))
}

/** Counts in every span, those without any too, from the first that has some. */
export function everySpan<Count extends { from: string; kept: number; total: number }>(
  starts: readonly string[],
  counts: readonly Count[],
): { from: string; kept: number; total: number }[] {
  const known = new Map(counts.map((count) => [count.from, count]))
  const first = starts.findIndex((from) => known.has(from))
  return first < 0
    ? []
    : starts.slice(first).map((from) => ({ from, kept: known.get(from)?.kept ?? 0, total: known.get(from)?.total ?? 0 }))
}
