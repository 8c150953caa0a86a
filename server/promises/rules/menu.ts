import type { PromiseForm } from '#contract/promises.ts'
import { canDo, type Need } from './ability.ts'
import type { Agreed } from './agreement.ts'
import { callSlots, type CallMenu, type Callers } from './call-slots.ts'
import type { Workload } from './feasibility.ts'
import { offerTime } from './offer-time.ts'
import type { Quote } from './quote.ts'
import { unitsOf } from './track.ts'

/** An entry of the menu: an answer (or word, or the end of the matter) within `minutes` of working time, or a call that may begin so many minutes from now. */
export type MenuOption = {
  readonly id: string
  readonly form: PromiseForm
  readonly minutes: number
  readonly windowMinutes: number
  readonly level: number
  readonly skill: string | null
  readonly inLanguage: boolean
  readonly choosers: 'everyone' | 'proven'
}

/**
 * All an offer is made from: the menu, what the record says of each entry and of any time, the team's load, its callers (null: no calls to this customer),
 * and of the customer their language and whether their address is proven.
 */
export type Table = {
  readonly nowMs: number
  readonly zone: string
  readonly options: readonly MenuOption[]
  readonly quotes: ReadonlyMap<string, Quote>
  /** The chance that something of a form is fulfilled by an instant; null where there is no record. */
  readonly chance: (form: PromiseForm, byMs: number) => number | null
  readonly workload: Workload
  readonly calls: Callers | null
  readonly language: string | null
  readonly proven: boolean
  /** By when something of a form has to be there as agreed with this customer; null, or absent, where nothing is. */
  readonly agreed?: (form: PromiseForm) => Agreed | null
}

/** An offer before it is written down; a call begins between `startsAtMs` and `dueAtMs`. */
export type Draft = {
  readonly optionId: string
  readonly form: PromiseForm
  readonly startsAtMs: number | null
  readonly dueAtMs: number
  readonly level: number
  readonly probability: number | null
  readonly class: string | null
  readonly inputs: object
  readonly need: Need
}

const MOST_OFFERS = 6
const MOST_CALLS = 3
const DAYS_AHEAD = 14
const MINUTE_MS = 60_000
const STEP_MINUTES = 5
const STEP_MS = STEP_MINUTES * MINUTE_MS
const MOST_WINDOW_MINUTES = 120

/** How many minutes a call takes a person: the window in which we dial, or half an hour where none is configured. */
const callMinutes = (option: Pick<MenuOption, 'windowMinutes'>): number => option.windowMinutes || 30

/** What whoever does it must have: the option's skill, and the customer's language where it is spoken or the option says so. */
export const needOf = ({ form, skill, inLanguage }: MenuOption, language: string | null): Need => ({
  skill,
  language: form === 'call' || inLanguage ? language : null,
})

/** The entries a customer may choose from. */
export const choosable = ({ options, proven }: Pick<Table, 'options' | 'proven'>): readonly MenuOption[] =>
  options.filter(({ choosers }) => proven || choosers === 'everyone')

/** What the team can offer as an answer, soonest first: six at most, three of them calls, no two for the same time. */
export function drafts(table: Table): Draft[] {
  const of = (form: PromiseForm) => choosable(table).filter((option) => option.form === form)
  const calls = distinct(of('call').flatMap((option) => callDrafts(table, option))).slice(0, MOST_CALLS)
  const written = distinct(of('written').flatMap((option) => dueDraft(table, option) ?? []))
  return [...written.slice(0, MOST_OFFERS - calls.length), ...calls].sort((a, b) => beginsMs(a) - beginsMs(b))
}

/** A list with one more draft in its place; what the list had for the same time of the same form gives way. */
export const withDraft = (list: readonly Draft[], one: Draft): Draft[] =>
  [...list.filter((other) => other.form !== one.form || beginsMs(other) !== beginsMs(one)), one].sort((a, b) => beginsMs(a) - beginsMs(b))

/** What the team can promise of a form beside the answer, soonest first: word of how it stands, the matter settled, a lead's answer. */
export const draftsBeside = (table: Table, form: PromiseForm): Draft[] =>
  distinct(
    choosable(table)
      .filter((option) => option.form === form)
      .flatMap((option) => dueDraft(table, option) ?? []),
  )

/** What an option gives that is due at a time: the later of its quote and the first feasible time, as people say times; null without working time. */
export function dueDraft(table: Table, option: MenuOption): Draft | null {
  const { nowMs, zone, workload } = table
  const quoted = table.quotes.get(option.id)
  const asked = { units: unitsOf(option.form), need: needOf(option, table.language) }
  const time = quoted && offerTime(workload, quoted, nowMs, asked, zone)
  const agreed = table.agreed?.(option.form)
  // What was agreed is a floor: the record may make it sooner, never later, and neither may the load.
  if (agreed && !(time && time.dueAtMs <= agreed.dueAtMs)) return agreedDraft(table, option, agreed)
  if (!quoted || !time) return null
  const setBy = time.setBy === 'quote' && quoted.isNoSooner ? 'menu' : time.setBy
  const inputs = { ...quoted.inputs, setBy, ...underOf(agreed, time.dueAtMs) }
  return {
    ...draftOf(option, asked.need),
    dueAtMs: time.dueAtMs,
    probability: quoted.basis === 'history' ? table.chance(option.form, time.dueAtMs) : null,
    class: quoted.class,
    inputs,
  }
}

/** What an option gives by the time that was agreed, whether the team can be shown to keep it or not. */
export function agreedDraft(table: Table, option: MenuOption, { dueAtMs, versionId }: Agreed): Draft {
  const quoted = table.quotes.get(option.id)
  return {
    ...draftOf(option, needOf(option, table.language)),
    dueAtMs,
    probability: quoted?.basis === 'history' ? table.chance(option.form, dueAtMs) : null,
    class: quoted?.class ?? null,
    inputs: { ...quoted?.inputs, setBy: 'agreement', agreementVersionId: versionId },
  }
}

/** What a time rests on besides: the agreement it obeys, where there is one. */
export const underOf = (agreed: Agreed | null | undefined, dueAtMs: number): { agreementVersionId?: string } =>
  agreed && dueAtMs <= agreed.dueAtMs ? { agreementVersionId: agreed.versionId } : {}

/** What every draft of an option shares. */
export const draftOf = ({ id, form, level }: MenuOption, need: Need): Draft => ({
  optionId: id,
  form,
  startsAtMs: null,
  dueAtMs: 0,
  level,
  probability: null,
  class: null,
  inputs: {},
  need,
})

/** The terms on which the calls of an option are looked for. Where calls are known to begin late, the window is as wide as they are late. */
export function callMenu({ nowMs, quotes }: Pick<Table, 'nowMs' | 'quotes'>, option: MenuOption): CallMenu {
  const quoted = quotes.get(option.id)
  const lateMinutes = quoted?.basis === 'history' ? Math.ceil((quoted.dueAtMs - nowMs) / STEP_MS) * STEP_MINUTES : 0
  const minutes = Math.max(callMinutes(option), Math.min(lateMinutes, MOST_WINDOW_MINUTES))
  return { slotMinutes: minutes, windowMinutes: minutes, leadMinutes: option.minutes, daysAhead: DAYS_AHEAD, limit: MOST_CALLS }
}

function callDrafts(table: Table, option: MenuOption): Draft[] {
  const { nowMs, workload, calls, language, quotes } = table
  if (!calls) return []
  const [menu, need, quoted] = [callMenu(table, option), needOf(option, language), quotes.get(option.id)]
  const [probability, agreed] = [table.chance('call', nowMs + menu.windowMinutes * MINUTE_MS), table.agreed?.('call')]
  const found = callSlots(workload.calendar, nowMs, menu, calls, need).map(({ startMs, dueAtMs, free }) => ({
    ...draftOf(option, need),
    startsAtMs: startMs,
    dueAtMs,
    probability,
    class: quoted?.class ?? null,
    inputs: { ...quoted?.inputs, setBy: 'slot', free, ...underOf(agreed, dueAtMs) },
  }))
  if (!agreed || found.some(({ dueAtMs }) => dueAtMs <= agreed.dueAtMs) || !calls.people.some((person) => canDo(person, need))) return found
  const startsAtMs = Math.max(nowMs, agreed.dueAtMs - menu.windowMinutes * MINUTE_MS)
  return [{ ...agreedDraft(table, option, agreed), startsAtMs, probability }, ...found]
}

/** When it is there for the customer: a call begins, anything else is due. */
export const beginsMs = (draft: Draft): number => draft.startsAtMs ?? draft.dueAtMs

function distinct(found: readonly Draft[]): Draft[] {
  const byTime = new Map<number, Draft>()
  for (const draft of found.toSorted((a, b) => beginsMs(a) - beginsMs(b)))
    if (!byTime.has(beginsMs(draft))) byTime.set(beginsMs(draft), draft)
  return [...byTime.values()]
}
