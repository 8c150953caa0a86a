import type { UnderAgreement } from '#contract/agreements.ts'
import type { KeptPromise, Offer } from '#contract/promises.ts'
import type { Context } from '#platform/context.ts'
import { momentValues } from '#platform/i18n/moments.ts'
import { helperOf } from './help.ts'
import { citedBy } from './agreement.ts'
import type { OfferRow } from './offer-store.ts'
import { isRunning } from './rules/course.ts'
import type { AttemptRow, PromiseRow } from './store.ts'

/** Kept of so many. */
export interface Count {
  kept: number
  total: number
}

/** A promise as it may be seen, its sentence in the reader's language and the zone's time. */
export function promiseView(
  ctx: Context,
  row: PromiseRow,
  zone: string,
  attempts: readonly AttemptRow[],
  names: ReadonlyMap<string, string>,
  agreement: UnderAgreement | null,
): KeptPromise {
  const {
    id,
    form,
    state,
    isDefault,
    agreedAt,
    startsAt,
    dueAt,
    atRiskAt,
    stoppedAt,
    endedAt,
    cause,
    movedBy,
    reason,
    previousId,
    charterVersion,
  } = row
  return {
    id,
    form,
    state,
    isDefault,
    agreedAt,
    startsAt,
    dueAt,
    atRiskAt,
    stoppedAt,
    endedAt,
    movedBy,
    reason,
    previousId,
    charterVersion,
    zone,
    who: helperOf(row),
    agreement,
    cause: state === 'waiting' ? row.stoppedFor : cause,
    attempts: attempts.map(({ at, outcome, staffId }) => ({ at, outcome, byName: names.get(staffId ?? '') ?? '' })),
    sentence: sentenceOf(ctx, { form, startsAt, dueAt, isDefault: isDefault && isRunning(state) }, zone),
  }
}

/** An offer as it may be seen. */
export function offerView(ctx: Context, row: OfferRow, zone: string, record: Count | null): Offer {
  const { id, optionId, form, startsAt, dueAt, level, probability, class: name, expiresAt, heldUntil } = row
  return {
    id,
    optionId,
    form,
    startsAt,
    dueAt,
    level,
    probability,
    class: name,
    record,
    expiresAt,
    heldUntil,
    asAgreed: citedBy(row) !== null,
    sentence: sentenceOf(ctx, { form, startsAt, dueAt, isDefault: false }, zone),
  }
}

/** A promise or an offer as its one sentence, in the reader's language and the zone's time. */
export function sentenceOf(ctx: Context, said: Pick<PromiseRow, 'form' | 'startsAt' | 'dueAt' | 'isDefault'>, zone: string): string {
  const at = said.form === 'call' ? (said.startsAt ?? said.dueAt) : said.dueAt
  const key = said.isDefault && said.form === 'written' ? 'sentence.default' : `sentence.${said.form}`
  return ctx.t(key, { ...momentValues(at, { language: ctx.t.language, zone, now: ctx.now }) })
}
