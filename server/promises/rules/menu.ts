import { type CallMenu, callSlots, type Stretch } from './call-slots.ts'
import type { Workload } from './feasibility.ts'
import { offerTime } from './offer-time.ts'
import { noPast, quote } from './quote.ts'

/** An entry of the menu: a written answer within `minutes` of working time, or a call that may begin so many minutes from now. */
export type MenuOption = {
  readonly id: string
  readonly form: 'written' | 'call'
  readonly minutes: number
  readonly windowMinutes: number
  readonly level: number
}

/** All an offer is made from: the menu, the team's load, and its callers with what they are taken for (null: no calls to this customer). */
export type Table = {
  readonly nowMs: number
  readonly openedAtMs: number
  readonly zone: string
  readonly options: readonly MenuOption[]
  readonly workload: Workload
  readonly calls: { readonly callers: number; readonly booked: readonly Stretch[] } | null
}

/** An offer before it is written down; a call begins between `startsAtMs` and `dueAtMs`. */
export type Draft = {
  readonly optionId: string
  readonly form: 'written' | 'call'
  readonly startsAtMs: number | null
  readonly dueAtMs: number
  readonly level: number
  readonly probability: number | null
  readonly class: string | null
  readonly inputs: object
}

const MOST_OFFERS = 6
const MOST_CALLS = 3
const DAYS_AHEAD = 14

/** How many minutes a call takes a person: the window in which we dial, or half an hour where none is configured. */
export const callMinutes = (option: Pick<MenuOption, 'windowMinutes'>): number => option.windowMinutes || 30

/** The terms on which the calls of an option are looked for. */
export function callMenu(option: MenuOption): CallMenu {
  const minutes = callMinutes(option)
  return { slotMinutes: minutes, windowMinutes: minutes, leadMinutes: option.minutes, daysAhead: DAYS_AHEAD, limit: MOST_CALLS }
}

/** What the team can offer, soonest first: six at most, three of them calls, no two for the same time. */
export function drafts(table: Table): Draft[] {
  const calls = distinct(table.options.flatMap((option) => (option.form === 'call' ? callDrafts(table, option) : []))).slice(0, MOST_CALLS)
  const written = distinct(table.options.flatMap((option) => (option.form === 'written' ? writtenDraft(table, option) : [])))
  return [...written.slice(0, MOST_OFFERS - calls.length), ...calls].sort((a, b) => beginsMs(a) - beginsMs(b))
}

/** The written answer an option gives: the later of quote and first feasible time, as people say times; none without working time. */
export function writtenDraft({ nowMs, openedAtMs, zone, workload }: Table, option: MenuOption): Draft[] {
  const { id, minutes, level } = option
  const quoted = quote(
    { openedAtMs, option: { id, levelMinutes: minutes, target: level }, calendar: workload.calendar, classes: [], past: noPast },
    nowMs,
  )
  const time = quoted && offerTime(workload, quoted, nowMs, zone)
  if (!quoted || !time) return []
  const inputs = { ...quoted.inputs, setBy: time.setBy }
  return [
    {
      optionId: id,
      form: 'written',
      startsAtMs: null,
      dueAtMs: time.dueAtMs,
      level,
      probability: quoted.probability,
      class: quoted.class,
      inputs,
    },
  ]
}

function callDrafts({ nowMs, workload, calls }: Table, option: MenuOption): Draft[] {
  if (!calls?.callers) return []
  const { id, level } = option
  return callSlots(workload.calendar, nowMs, callMenu(option), calls.callers, calls.booked).map(({ startMs, dueAtMs, free }) => ({
    optionId: id,
    form: 'call',
    startsAtMs: startMs,
    dueAtMs,
    level,
    probability: null,
    class: null,
    inputs: { optionId: id, free },
  }))
}

const beginsMs = (draft: Draft): number => draft.startsAtMs ?? draft.dueAtMs

function distinct(found: readonly Draft[]): Draft[] {
  const byTime = new Map<number, Draft>()
  for (const draft of found.toSorted((a, b) => beginsMs(a) - beginsMs(b)))
    if (!byTime.has(beginsMs(draft))) byTime.set(beginsMs(draft), draft)
  return [...byTime.values()]
}
