import { callSlots, freeCallers } from './call-slots.ts'
import { isFeasible } from './feasibility.ts'
import { callMenu, callMinutes, type Draft, type MenuOption, type Table } from './menu.ts'
import { offerTime } from './offer-time.ts'
import { noPast, quote } from './quote.ts'
import { elapsedWorking } from './working-time.ts'

const MINUTE_MS = 60_000
const EACH_SIDE = 2

/** A time a customer would rather have: an answer by then, or a call that begins then. */
export type Wish = { readonly form: 'written' | 'call'; readonly atMs: number }

/** The wish as an offer if the team can keep it: not before the menu's quote, and feasible; else null. */
export function granted(table: Table, wish: Wish): Draft | null {
  return wish.form === 'written' ? grantedAnswer(table, wish.atMs) : grantedCall(table, wish.atMs)
}

/** What comes nearest to a wish that cannot be granted: two times before and two after it, of the menu and of what is first feasible then. */
export function nearest(table: Table, wish: Wish, menu: readonly Draft[]): Draft[] {
  const found = [
    ...(wish.form === 'written' ? nextAnswer(table, wish.atMs) : nextCalls(table, wish.atMs)),
    ...menu.filter(({ form }) => form === wish.form),
  ]
  const distinct = [...new Map(found.map((draft) => [beginsMs(draft), draft])).values()]
  const near = distinct.sort((a, b) => Math.abs(beginsMs(a) - wish.atMs) - Math.abs(beginsMs(b) - wish.atMs))
  const [before, after] = [near.filter((draft) => beginsMs(draft) < wish.atMs), near.filter((draft) => beginsMs(draft) >= wish.atMs)]
  return [...before.slice(0, EACH_SIDE), ...after.slice(0, EACH_SIDE)].sort((a, b) => beginsMs(a) - beginsMs(b))
}

function grantedAnswer(table: Table, atMs: number): Draft | null {
  const [option] = quotedOptions(table)
    .filter(({ dueAtMs }) => dueAtMs <= atMs)
    .slice(-1)
  return option && isFeasible(table.workload, table.nowMs, atMs) ? answerDraft(option.option, atMs) : null
}

function grantedCall({ nowMs, workload, calls, options }: Table, atMs: number): Draft | null {
  const option = options.find(({ form, minutes }) => form === 'call' && atMs >= nowMs + minutes * MINUTE_MS)
  if (!option || !calls) return null
  const lengthMs = callMinutes(option) * MINUTE_MS
  const inside = elapsedWorking(workload.calendar, atMs, atMs + lengthMs) === lengthMs
  const free = freeCallers(calls.callers, calls.booked, { startMs: atMs, endMs: atMs + lengthMs })
  return inside && free > 0 ? callDraft(option, atMs, atMs + lengthMs) : null
}

function nextAnswer(table: Table, atMs: number): Draft[] {
  const [soonest] = quotedOptions(table)
  const time = soonest && offerTime(table.workload, { dueAtMs: Math.max(atMs, soonest.dueAtMs) }, table.nowMs, table.zone)
  return soonest && time ? [answerDraft(soonest.option, time.dueAtMs)] : []
}

function nextCalls({ nowMs, workload, calls, options }: Table, atMs: number): Draft[] {
  const option = options.find(({ form }) => form === 'call')
  if (!option || !calls) return []
  const fromMs = Math.max(atMs, nowMs + option.minutes * MINUTE_MS)
  const slots = callSlots(workload.calendar, fromMs, { ...callMenu(option), leadMinutes: 0 }, calls.callers, calls.booked)
  return slots.map(({ startMs, dueAtMs }) => callDraft(option, startMs, dueAtMs))
}

/** The written options with what the menu alone would quote, soonest first. */
function quotedOptions({ options, openedAtMs, nowMs, workload: { calendar } }: Table): { option: MenuOption; dueAtMs: number }[] {
  const quoted = options
    .filter(({ form }) => form === 'written')
    .flatMap((option) => {
      const terms = { id: option.id, levelMinutes: option.minutes, target: option.level }
      const it = quote({ openedAtMs, option: terms, calendar, classes: [], past: noPast }, nowMs)
      return it ? [{ option, dueAtMs: it.dueAtMs }] : []
    })
  return quoted.sort((a, b) => a.dueAtMs - b.dueAtMs)
}

const beginsMs = (draft: Draft): number => draft.startsAtMs ?? draft.dueAtMs

const answerDraft = ({ id, level }: MenuOption, dueAtMs: number): Draft => ({
  optionId: id,
  form: 'written',
  startsAtMs: null,
  dueAtMs,
  level,
  probability: null,
  class: null,
  inputs: { optionId: id, setBy: 'proposal' },
})

const callDraft = ({ id, level }: MenuOption, startsAtMs: number, dueAtMs: number): Draft => ({
  optionId: id,
  form: 'call',
  startsAtMs,
  dueAtMs,
  level,
  probability: null,
  class: null,
  inputs: { optionId: id, setBy: 'proposal' },
})
