import { fold } from './spoken/tokens.ts'

const DAY = 24 * 60
const BAND_HOURS = 2
const SATURDAY = 6
const MOST_PLACE = 60
/** Working minutes within which an answer is asked for; whatever is later asks for no change of pace. */
const LEADS = [60, 120, 240, 480, 960] as const

/** What was asked for, as far as it is counted. */
export type Asked = {
  readonly form: 'written' | 'call'
  readonly teamId: string
  /** Monday is 1, hours 0 to 23, both of the customer's clock; null where no time was named. */
  readonly weekday: number | null
  readonly hour: number | null
  /** Working minutes until then. */
  readonly leadMinutes: number | null
  readonly personId: string | null
  readonly place: string | null
  readonly language: string | null
}

/** What a group is about, read back from its key. */
export type Group = {
  readonly kind: 'call' | 'written' | 'person' | 'place' | 'language'
  readonly teamId: string | null
  readonly days: 'weekdays' | 'weekend' | null
  readonly fromHour: number | null
  readonly toHour: number | null
  readonly withinMinutes: number | null
  /** The id of a person, the words of a place, the code of a language. */
  readonly of: string | null
}

/** The keys a demand is counted under: its time band with its team, its person, its place, its language. */
export function groupsOf({ form, teamId, weekday, hour, leadMinutes, personId, place, language }: Asked): string[] {
  const keys: string[] = []
  if (form === 'call' && weekday !== null && hour !== null)
    keys.push(`call:${teamId}:${weekday < SATURDAY ? 'weekdays' : 'weekend'}:${hour - (hour % BAND_HOURS)}`)
  if (form === 'written' && leadMinutes !== null)
    keys.push(`written:${teamId}:${LEADS.find((minutes) => leadMinutes <= minutes) ?? 'later'}`)
  if (personId) keys.push(`person:${personId}`)
  if (place) keys.push(`place:${fold(place).trim().slice(0, MOST_PLACE)}`)
  if (language) keys.push(`language:${language}`)
  return keys
}

/** What a key says; null for one that is none. */
export function groupOf(key: string): Group | null {
  const [kind = '', one = '', two = '', three = ''] = key.split(':')
  const none: Group = { kind: 'place', teamId: null, days: null, fromHour: null, toHour: null, withinMinutes: null, of: null }
  if (kind === 'call' && (two === 'weekdays' || two === 'weekend') && /^\d+$/.test(three))
    return { ...none, kind, teamId: one, days: two, fromHour: Number(three), toHour: Number(three) + BAND_HOURS }
  if (kind === 'written') return { ...none, kind, teamId: one, withinMinutes: two === 'later' ? null : Number(two) }
  if ((kind === 'person' || kind === 'place' || kind === 'language') && one) return { ...none, kind, of: key.slice(kind.length + 1) }
  return null
}

/** The day and hour of an instant on a clock of a zone. */
export function localOf(atMs: number, zone: string): { weekday: number; hour: number } {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone)
  return { weekday: at.dayOfWeek, hour: at.hour }
}

/** Working minutes as a lead of a demand, bounded so that a year is no number of its own. */
export const leadOf = (workingMs: number): number => Math.min(Math.round(workingMs / 60_000), 400 * DAY)
