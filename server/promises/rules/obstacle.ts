import { canDo, type Need, unitsBetween } from './ability.ts'
import { freeCallers, isThere } from './call-slots.ts'
import { unitsDueBy } from './feasibility.ts'
import { callMenu, type MenuOption, needOf, type Table } from './menu.ts'
import { isPossible, ofForm, quotedOptions, type Wish } from './proposal.ts'
import { elapsedWorking, nextWorking } from './working-time.ts'

const MINUTE_MS = 60_000

/** What stands in the way of a time, with the facts its sentence names; instants in epoch milliseconds. */
export type Obstacle =
  | { readonly code: 'past' | 'not_on_menu' | 'no_number' }
  | { readonly code: 'closed'; readonly opensAtMs: number | null }
  | { readonly code: 'too_soon'; readonly earliestMs: number; readonly level: number; readonly cases: number }
  | { readonly code: 'nobody'; readonly need: Need }
  | { readonly code: 'taken'; readonly there: number }
  | { readonly code: 'full'; readonly promised: number; readonly able: number }
  | { readonly code: 'breaks_later' }

/** Lists why a time is not offered, the plainest reason first; empty exactly when it would be granted. */
export function obstaclesTo(table: Table, wish: Wish): Obstacle[] {
  if (wish.atMs <= table.nowMs) return [{ code: 'past' }]
  return wish.form === 'call' ? toCall(table, wish.atMs) : toAnswer(table, wish.atMs)
}

function toAnswer(table: Table, atMs: number): Obstacle[] {
  const agreed = table.agreed?.('written')
  if (agreed && agreed.dueAtMs <= atMs && ofForm(table, 'written').length) return []
  const quoted = quotedOptions(table)
  const [soonest] = quoted
  if (!soonest) return [{ code: 'not_on_menu' }]
  const ready = quoted.filter(({ dueAtMs }) => dueAtMs <= atMs)
  // One entry that can be given is enough; what stands in the way of all is said of the one that asks for least.
  if (ready.some(({ option }) => isPossible(table, option, atMs))) return []
  const least = ready.find(({ option }) => option.skill === null && !option.inLanguage) ?? ready[0] ?? soonest
  const found: Obstacle[] = least.dueAtMs > atMs ? [tooSoon(table, least.option, least.dueAtMs)] : []
  return isPossible(table, least.option, atMs) ? found : [...found, fullness(table, atMs, needOf(least.option, table.language))]
}

/** Too much is promised by then, nobody can do it, or what is promised for later would break. */
function fullness({ workload, nowMs }: Table, atMs: number, need: Need): Obstacle {
  if (workload.people?.every((person) => !canDo(person, need))) return { code: 'nobody', need }
  const [promised, able] = [unitsDueBy(workload, atMs), unitsBetween(workload, nowMs, atMs)]
  return promised + 1 > able ? { code: 'full', promised, able } : { code: 'breaks_later' }
}

function toCall(table: Table, atMs: number): Obstacle[] {
  const options = ofForm(table, 'call')
  const [first] = options
  if (!first) return [{ code: 'not_on_menu' }]
  if (!table.calls) return [{ code: 'no_number' }]
  const from = (option: MenuOption) => table.nowMs + option.minutes * MINUTE_MS
  const option = options.find((one) => atMs >= from(one)) ?? first
  const slot = { startMs: atMs, endMs: atMs + callMenu(table, option).windowMinutes * MINUTE_MS }
  const found: Obstacle[] = atMs < from(option) ? [tooSoon(table, option, from(option))] : []
  const { calendar } = table.workload
  if (elapsedWorking(calendar, slot.startMs, slot.endMs) < slot.endMs - slot.startMs)
    return [...found, { code: 'closed', opensAtMs: nextWorking(calendar, slot.endMs) }]
  const need = needOf(option, table.language)
  if (freeCallers(table.calls, need, slot).length) return found
  const there = table.calls.people.filter((person) => canDo(person, need) && isThere(person, slot)).length
  return [...found, there ? { code: 'taken', there } : { code: 'nobody', need }]
}

function tooSoon({ quotes }: Table, { id, level }: MenuOption, earliestMs: number): Obstacle {
  return { code: 'too_soon', earliestMs, level, cases: quotes.get(id)?.inputs.cases ?? 0 }
}
