import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { menuOf } from './option.ts'
import { begin, overbookedAsAgreed, untouched } from './promise.ts'
import { quotingOf, type Subject } from './quoting.ts'
import { startSettlement } from './settlement.ts'
import { floorOf } from './standing.ts'
import { quotedLoad } from './load.ts'
import { isFeasible } from './rules/feasibility.ts'
import { roundUpToHumanTime } from './rules/human-time.ts'
import { needOf, underOf } from './rules/menu.ts'
import type { Quote } from './rules/quote.ts'
import type { PromiseRow } from './store.ts'

/**
 * Begins the promise that runs until the customer chooses: the configured level, or the time that the record gives where that is later,
 * because a promise is to be kept, but never later than was agreed with the customer; always, even where the team has too much on its hands, because every case has a clock. Counted from the
 * opening, or from `from` where a case comes back. Where that was agreed, the promise that the matter is settled begins beside it. Null when another promise runs, or when nothing is configured.
 */
export async function startDefault(ctx: Context, it: Subject & Pick<Case, 'id'>, from: Date = it.openedAt): Promise<PromiseRow | null> {
  const menu = await menuOf(ctx, it.teamId)
  const option = menu.options.find(({ isDefault, form }) => isDefault && form === 'written')
  const record = await quotingOf(ctx, menu, { ...it, openedAt: from })
  const quoted = option && later(record.level(option, from), record.quote(option))
  const usualMs = (quoted && roundUpToHumanTime(menu.calendar, ctx.now.getTime(), quoted.dueAtMs)) || null
  const agreed = (await floorOf(ctx, menu, { ...it, openedAt: from }))('written')
  const isAgreed = agreed !== null && (usualMs === null || usualMs > agreed.dueAtMs)
  const dueAtMs = isAgreed ? agreed.dueAtMs : usualMs
  if (!option || dueAtMs === null) {
    ctx.log('warn', 'promise.no_default', { teamId: it.teamId })
    return null
  }
  const row: PromiseRow = {
    ...untouched,
    id: newId('promise', ctx),
    caseId: it.id,
    offerId: null,
    optionId: option.id,
    teamId: it.teamId,
    form: 'written',
    isDefault: true,
    level: option.level,
    probability: isAgreed ? record.chance('written', dueAtMs) : (quoted?.probability ?? null),
    class: quoted?.class ?? null,
    inputs: {
      ...quoted?.inputs,
      setBy: isAgreed ? 'agreement' : quoted?.basis === 'history' ? 'quote' : 'level',
      ...underOf(agreed, dueAtMs),
    },
    agreedAt: ctx.now,
    startsAt: null,
    dueAt: new Date(dueAtMs),
    previousId: null,
  }
  const need = needOf(option, it.language)
  // Sold is sold: what the load does not allow is promised all the same, and the leads hear of it.
  const overbooked = isAgreed && !isFeasible(await quotedLoad(ctx, it.teamId, menu.calendar), ctx.now.getTime(), dueAtMs, { need })
  const begun = await begin(ctx, { ...row, fallsAt: record.falls(row) }, { ...need, overbooked })
  if (begun && overbooked) await ctx.tell('promise.overbooked', overbookedAsAgreed(begun))
  if (begun) await startSettlement(ctx, it, from)
  return begun
}

/** The later of two quotes; the record's own says more of itself. */
function later(level: Quote | null, record: Quote | null): Quote | null {
  return record?.basis === 'history' && level && record.dueAtMs >= level.dueAtMs ? record : level
}
