import type { Case } from '#cases'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { quotedLoad } from './load.ts'
import { menuOf } from './option.ts'
import { begin, overbookedAsAgreed, untouched } from './promise.ts'
import { quotingOf, type Subject } from './quoting.ts'
import { isFeasible } from './rules/feasibility.ts'
import { needOf } from './rules/menu.ts'
import { unitsOf } from './rules/track.ts'
import { floorOf } from './standing.ts'
import type { PromiseRow } from './store.ts'

/**
 * Begins beside the answer the promise that the matter is settled, where that was agreed and the menu has an entry for it: nobody has to ask for
 * what was signed. Counted like the answer. Null where nothing was agreed, or where it is promised already.
 */
export async function startSettlement(ctx: Context, it: Subject & Pick<Case, 'id'>, from: Date): Promise<PromiseRow | null> {
  const [menu, subject] = [await menuOf(ctx, it.teamId), { ...it, openedAt: from }]
  const agreed = (await floorOf(ctx, menu, subject))('resolution')
  const option = menu.options.find(({ form }) => form === 'resolution')
  if (!agreed || !option) return null
  const { dueAtMs, versionId: agreementVersionId } = agreed
  const need = needOf(option, it.language)
  const load = await quotedLoad(ctx, it.teamId, menu.calendar)
  const overbooked = !isFeasible(load, ctx.now.getTime(), dueAtMs, { units: unitsOf('resolution'), need })
  const record = await quotingOf(ctx, menu, subject)
  const row: PromiseRow = {
    ...untouched,
    id: newId('promise', ctx),
    caseId: it.id,
    offerId: null,
    optionId: option.id,
    teamId: it.teamId,
    form: 'resolution',
    isDefault: true,
    level: option.level,
    probability: record.chance('resolution', dueAtMs),
    class: null,
    inputs: { setBy: 'agreement', agreementVersionId },
    agreedAt: ctx.now,
    startsAt: null,
    dueAt: new Date(dueAtMs),
    previousId: null,
  }
  const begun = await begin(ctx, { ...row, fallsAt: record.falls(row) }, { ...need, overbooked })
  if (begun && overbooked) await ctx.tell('promise.overbooked', overbookedAsAgreed(begun))
  return begun
}
