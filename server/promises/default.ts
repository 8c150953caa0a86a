import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { menuOf } from './option.ts'
import { begin, untouched } from './promise.ts'
import { quotingOf, type Subject } from './quoting.ts'
import { roundUpToHumanTime } from './rules/human-time.ts'
import { needOf } from './rules/menu.ts'
import type { Quote } from './rules/quote.ts'
import type { PromiseRow } from './store.ts'

/**
 * Begins the promise that runs until the customer chooses: the configured level, or the time that the record gives where that is later,
 * because a promise is to be kept; always, even where the team has too much on its hands, because every case has a clock. Counted from the
 * opening, or from `from` where a case comes back. Null when another promise runs, or when nothing is configured.
 */
export async function startDefault(ctx: Context, it: Subject & Pick<Case, 'id'>, from: Date = it.openedAt): Promise<PromiseRow | null> {
  const menu = await menuOf(ctx, it.teamId)
  const option = menu.options.find(({ isDefault, form }) => isDefault && form === 'written')
  const record = await quotingOf(ctx, menu, { ...it, openedAt: from })
  const quoted = option && later(record.level(option, from), record.quote(option))
  const dueAtMs = quoted && roundUpToHumanTime(menu.calendar, ctx.now.getTime(), quoted.dueAtMs)
  if (!option || !quoted || !dueAtMs) {
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
    probability: quoted.probability,
    class: quoted.class,
    inputs: { ...quoted.inputs, setBy: quoted.basis === 'history' ? 'quote' : 'level' },
    agreedAt: ctx.now,
    startsAt: null,
    dueAt: new Date(dueAtMs),
    previousId: null,
  }
  return begin(ctx, { ...row, fallsAt: record.falls(row) }, needOf(option, it.language))
}

/** The later of two quotes; the record's own says more of itself. */
function later(level: Quote | null, record: Quote | null): Quote | null {
  return record?.basis === 'history' && level && record.dueAtMs >= level.dueAtMs ? record : level
}
