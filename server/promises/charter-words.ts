import type { CharterEntry, CharterHours } from '#contract/charter.ts'
import type { Language } from '#contract/wire.ts'
import { duration, locales, zoneName, type T } from '#platform/i18n/index.ts'
import { dayMinutesOf, dayRuns, lengthOf, type Difference, type Term } from './rules/charter.ts'

/** An entry as one sentence in the reader's language; `hours` are those of its version. */
export function entrySentence(t: T, entry: CharterEntry, hours: readonly CharterHours[]): string {
  const window = duration(entry.windowMinutes * 60_000, t.language)
  return t(`charter.entry.${entry.form}`, { length: lengthWords(t, entry, entry.minutes, hours), window })
}

/** Under which conditions an entry holds, a sentence each. */
export function entryNotes(t: T, entry: CharterEntry): string[] {
  const { form, isDefault, choosers, teamName, languages } = entry
  const notes = [
    isDefault && t('charter.note.default'),
    form === 'call' && t('charter.note.call'),
    languages && languages.length > 0 && t('charter.note.languages', { languages: languageList(t, languages) }),
    choosers === 'proven' && t('charter.note.proven'),
    teamName && t('charter.note.team', { team: teamName }),
  ]
  return notes.flatMap((note) => note || [])
}

/** How often of a hundred an entry is to be kept. */
export const entryAim = (t: T, { level }: CharterEntry): string => t('charter.note.aim', { level: Math.round(level * 100) })

/** The hours of teams that work alike, as a line; the teams are named where there is more than one kind of hours. */
export function hoursWords(t: T, hours: CharterHours, named: boolean): string {
  const { teams, zone, country } = hours
  const line = t('charter.hours.line', { hours: weekWords(t, hours), zone: zoneName(zone, t.language) })
  const free = country && t('charter.hours.holidays', { country: countryName(t, country) })
  const who = named ? `${listOf(teams.map(({ name }) => name))}: ` : ''
  return [`${who}${line}`, free].filter(Boolean).join(' ')
}

/** A week by its first day, or a month by its name. */
export function spanLabel(t: T, from: string, by: 'week' | 'month'): string {
  const look = by === 'week' ? ({ day: 'numeric', month: 'long' } as const) : ({ month: 'long', year: 'numeric' } as const)
  return new Intl.DateTimeFormat(locales[t.language], { ...look, timeZone: 'UTC' }).format(Date.parse(from))
}

/** What became different, as a sentence. `named` says entries by their name in the menu, as the desk knows them; else by their form. */
export function changeWords(t: T, one: Difference, hours: readonly CharterHours[], named: boolean): string {
  const nameOf = (entry: CharterEntry) => (named ? entry.name : t(`charter.form.${entry.form}`))
  if (one.what === 'added' || one.what === 'removed') return presenceChange(t, one, named ? one.entry.name : null, hours)
  if (one.what === 'changed') return termChange(t, one, nameOf(one.to), hours)
  if (one.what === 'text') return t('charter.change.text', { title: t(`charter.part.${one.part}`) })
  return hoursChange(t, one)
}

/** Hours that came, that went, or what of them is otherwise: the week, the zone, the holidays. */
function hoursChange(t: T, { teams, from, to }: Difference & { what: 'hours' }): string {
  const what = `${listOf(teams)}, ${t('charter.hours.title')}`
  if (!to) return t('charter.change.removed', { name: what })
  if (!from) return t('charter.change.added', { sentence: `${what}: ${hoursWords(t, to, false)}` })
  const stated = (it: CharterHours) => [weekWords(t, it), zoneName(it.zone, t.language), countryWords(t, it.country)]
  const [before, now] = [stated(from), stated(to)]
  const differs = (_part: string, nth: number) => before[nth] !== now[nth]
  return t('charter.change.was_now', { what, from: listOf(before.filter(differs)), to: listOf(now.filter(differs)) })
}

const countryWords = (t: T, country: string | null): string =>
  country ? t('charter.hours.holidays_of', { country: countryName(t, country) }) : t('charter.hours.no_holidays')

const countryName = (t: T, country: string): string =>
  new Intl.DisplayNames([locales[t.language]], { type: 'region' }).of(country) ?? country

function presenceChange(
  t: T,
  { what, entry }: Difference & { entry: CharterEntry },
  name: string | null,
  hours: readonly CharterHours[],
): string {
  if (what === 'removed') return t('charter.change.removed', { name: name ?? t(`charter.form.${entry.form}`) })
  const sentence = entrySentence(t, entry, hours)
  return t('charter.change.added', { sentence: name ? `${name}. ${sentence}` : sentence })
}

function termChange(t: T, { term, from, to }: Difference & { what: 'changed' }, name: string, hours: readonly CharterHours[]): string {
  if (term === 'name') return t('charter.change.renamed', { from: from.name, to: to.name })
  const what = term === 'minutes' ? name : `${name}, ${t(`charter.term.${term}`)}`
  return t('charter.change.was_now', { what, from: termWords(t, term, from, hours), to: termWords(t, term, to, hours) })
}

function termWords(t: T, term: Exclude<Term, 'name'>, entry: CharterEntry, hours: readonly CharterHours[]): string {
  if (term === 'minutes') return lengthWords(t, entry, entry.minutes, hours)
  if (term === 'windowMinutes') return duration(entry.windowMinutes * 60_000, t.language)
  if (term === 'level') return t('charter.of_hundred', { level: Math.round(entry.level * 100) })
  if (term === 'languages') return entry.languages?.length ? languageList(t, entry.languages) : t('charter.any')
  if (term === 'choosers') return t(`charter.choosers.${entry.choosers}`)
  return t(entry.isDefault ? 'charter.yes' : 'charter.no')
}

/** A call begins so long from now by any clock; all else is working time. */
function lengthWords(t: T, entry: CharterEntry, minutes: number, all: readonly CharterHours[]): string {
  if (entry.form === 'call') return duration(minutes * 60_000, t.language)
  const own = entry.teamId ? all.filter(({ teams }) => teams.some(({ id }) => id === entry.teamId)) : all
  const length = lengthOf(minutes, dayMinutesOf(own))
  if ('days' in length) return t('charter.length.days', { days: length.days })
  const parts = [length.hours && unit(t, length.hours, 'hour'), length.minutes && unit(t, length.minutes, 'minute')]
  return t('charter.length.time', { span: parts.filter(Boolean).join(' ') })
}

const unit = (t: T, count: number, name: 'hour' | 'minute'): string =>
  new Intl.NumberFormat(locales[t.language], { style: 'unit', unit: name, unitDisplay: 'long' }).format(count)

function weekWords(t: T, { week }: CharterHours): string {
  const weekday = new Intl.DateTimeFormat(locales[t.language], { weekday: 'short', timeZone: 'UTC' })
  // 5 January 1970 was a Monday.
  const name = (day: number) => weekday.format((4 + day) * 86_400_000)
  const runs = dayRuns(week).map(([first, last, spans]) => {
    const days = first === last ? name(first) : `${name(first)}–${name(last)}`
    return `${days} ${spans.map(([from, to]) => `${from}–${to}`).join(', ')}`
  })
  return runs.length ? runs.join('; ') : t('charter.hours.none')
}

function languageList(t: T, languages: readonly Language[]): string {
  const names = new Intl.DisplayNames([locales[t.language]], { type: 'language' })
  return listOf(languages.map((one) => names.of(one) ?? one))
}

/** Names with commas between them: "and" would ask some languages for an ending. */
const listOf = (names: readonly string[]): string => names.join(', ')
