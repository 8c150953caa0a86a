import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { menuOf, type Menu } from './option.ts'
import type { OptionRow } from './option-store.ts'
import { begin, untouched } from './promise.ts'
import { roundUpToHumanTime } from './rules/human-time.ts'
import { noPast, quote } from './rules/quote.ts'
import type { PromiseRow } from './store.ts'

/**
 * Begins the promise that runs until the customer chooses: always, even where the team has too much on its hands, because every case has a
 * clock. Counted from the opening, or from `from` where a case comes back. Null when another promise runs, or when nothing is configured.
 */
export async function startDefault(
  ctx: Context,
  it: Pick<Case, 'id' | 'teamId' | 'openedAt'>,
  from: Date = it.openedAt,
): Promise<PromiseRow | null> {
  const menu = await menuOf(ctx, it.teamId)
  const option = menu.options.find(({ isDefault, form }) => isDefault && form === 'written')
  const dueAt = option && dueBy(ctx, menu, option, from)
  if (!option || !dueAt) {
    ctx.log('warn', 'promise.no_default', { teamId: it.teamId })
    return null
  }
  return begin(ctx, {
    ...untouched,
    id: newId('promise', ctx),
    caseId: it.id,
    offerId: null,
    optionId: option.id,
    teamId: it.teamId,
    form: 'written',
    isDefault: true,
    level: option.level,
    probability: null,
    class: null,
    agreedAt: ctx.now,
    startsAt: null,
    dueAt,
    previousId: null,
  })
}

function dueBy(ctx: Context, { calendar }: Menu, { id, minutes, level }: OptionRow, from: Date): Date | null {
  const nowMs = ctx.now.getTime()
  const quoted = quote(
    { openedAtMs: from.getTime(), option: { id, levelMinutes: minutes, target: level }, calendar, classes: [], past: noPast },
    nowMs,
  )
  const dueAtMs = quoted && roundUpToHumanTime(calendar, nowMs, quoted.dueAtMs)
  return dueAtMs ? new Date(dueAtMs) : null
}
