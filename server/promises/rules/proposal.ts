import { callSlots, freeCallers } from './call-slots.ts'
import { isFeasible } from './feasibility.ts'
import { agreedDraft, beginsMs, callMenu, choosable, draftOf, type Draft, type MenuOption, needOf, type Table, underOf } from './menu.ts'
import { offerTime } from './offer-time.ts'
import { elapsedWorking } from './working-time.ts'

const MINUTE_MS = 60_000
const EACH_SIDE = 2
const FARTHEST_MS = 180 * 86_400_000

/** A time a customer would rather have: an answer by then, or a call that begins then. */
export type Wish = { readonly form: 'written' | 'call'; readonly atMs: number }

/** Says whether a time is farther away than anybody promises: half a year. */
export const isTooFar = (atMs: number, nowMs: number): boolean => atMs > nowMs + FARTHEST_MS

/** The wish as an offer if the team can keep it: not before the menu's quote, and feasible; else null. */
export function granted(table: Table, wish: Wish): Draft | null {
  return wish.form === 'written' ? grantedAnswer(table, wish.atMs) : grantedCall(table, wish.atMs)
}

/**
 * The table as the person they named leaves it: calls by that person only, an answer in writing only where they have the case. Null where that
 * person cannot do it at all.
 */
export function forPerson(table: Table, { form }: Wish, { personId, ownerId }: { personId: string; ownerId: string | null }): Table | null {
  if (form === 'written') return ownerId === personId ? table : null
  const people = table.calls?.people.filter(({ staffId }) => staffId === personId) ?? []
  return table.calls && people.length ? { ...table, calls: { ...table.calls, people } } : null
}

/** The wish as an offer all the same, by the option that comes nearest: what a lead may overbook. Null where the menu has no such form. */
export function overbooked(table: Table, { form, atMs }: Wish): Draft | null {
  const option = form === 'written' ? quotedOptions(table)[0]?.option : ofForm(table, 'call')[0]
  if (!option) return null
  const endMs = atMs + callMenu(table, option).windowMinutes * MINUTE_MS
  const draft = form === 'written' ? answerDraft(table, option, atMs) : callDraft(table, option, atMs, endMs)
  return { ...draft, inputs: { ...draft.inputs, setBy: 'decision' } }
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

/** The written options a customer may choose with what the menu alone would quote, soonest first. */
export function quotedOptions(table: Table): { option: MenuOption; dueAtMs: number }[] {
  const quoted = ofForm(table, 'written').flatMap((option) => {
    const it = table.quotes.get(option.id)
    return it ? [{ option, dueAtMs: it.dueAtMs }] : []
  })
  return quoted.sort((a, b) => a.dueAtMs - b.dueAtMs)
}

/** The options of a form a customer may choose. */
export const ofForm = (table: Table, form: MenuOption['form']): MenuOption[] => choosable(table).filter((option) => option.form === form)

function grantedAnswer(table: Table, atMs: number): Draft | null {
  const last = quotedOptions(table).findLast(({ option, dueAtMs }) => dueAtMs <= atMs && isPossible(table, option, atMs))
  if (last) return answerDraft(table, last.option, atMs)
  const [agreed, option] = [table.agreed?.('written'), ofForm(table, 'written')[0]]
  // Who has agreed on less may ask for more time than that, whatever the team has on its hands.
  return agreed && option && agreed.dueAtMs <= atMs ? agreedDraft(table, option, { ...agreed, dueAtMs: atMs }) : null
}

/** Whether one more answer of an entry may be due at an instant. */
export const isPossible = ({ workload, nowMs, language }: Table, option: MenuOption, atMs: number): boolean =>
  isFeasible(workload, nowMs, atMs, { need: needOf(option, language) })

function grantedCall(table: Table, atMs: number): Draft | null {
  const { nowMs, workload, calls, language } = table
  const option = ofForm(table, 'call').find((one) => atMs >= nowMs + one.minutes * MINUTE_MS)
  if (!option || !calls) return null
  const lengthMs = callMenu(table, option).windowMinutes * MINUTE_MS
  const inside = elapsedWorking(workload.calendar, atMs, atMs + lengthMs) === lengthMs
  const free = freeCallers(calls, needOf(option, language), { startMs: atMs, endMs: atMs + lengthMs })
  return inside && free.length > 0 ? callDraft(table, option, atMs, atMs + lengthMs) : null
}

function nextAnswer(table: Table, atMs: number): Draft[] {
  const [soonest] = quotedOptions(table)
  if (!soonest) return []
  const asked = { need: needOf(soonest.option, table.language) }
  const time = offerTime(table.workload, { dueAtMs: Math.max(atMs, soonest.dueAtMs) }, table.nowMs, asked, table.zone)
  return time ? [answerDraft(table, soonest.option, time.dueAtMs)] : []
}

function nextCalls(table: Table, atMs: number): Draft[] {
  const { nowMs, workload, calls, language } = table
  const [option] = ofForm(table, 'call')
  if (!option || !calls) return []
  const menu = callMenu(table, option)
  const fromMs = Math.max(atMs, nowMs + menu.leadMinutes * MINUTE_MS)
  const slots = callSlots(workload.calendar, fromMs, { ...menu, leadMinutes: 0 }, calls, needOf(option, language))
  return slots.map(({ startMs, dueAtMs }) => callDraft(table, option, startMs, dueAtMs))
}

const answerDraft = (table: Table, option: MenuOption, dueAtMs: number): Draft => {
  const quoted = table.quotes.get(option.id)
  return {
    ...draftOf(option, needOf(option, table.language)),
    dueAtMs,
    probability: table.chance(option.form, dueAtMs),
    class: quoted?.class ?? null,
    inputs: { ...quoted?.inputs, setBy: 'proposal', ...underOf(table.agreed?.(option.form), dueAtMs) },
  }
}

const callDraft = (table: Table, option: MenuOption, startsAtMs: number, dueAtMs: number): Draft => ({
  ...answerDraft(table, option, dueAtMs),
  startsAtMs,
  probability: table.chance('call', table.nowMs + dueAtMs - startsAtMs),
})
