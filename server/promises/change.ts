import { lockCase } from '#cases'
import type { Change, ChangeKind } from '#contract/demands.ts'
import type { Language } from '#contract/wire.ts'
import { namesOf } from '#people'
import { system, type Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { Sweep } from '#platform/jobs/sweep.ts'
import { change } from '#platform/kept.ts'
import { refuse } from '#platform/refusal.ts'
import * as store from './change-store.ts'
import type { ChangeRow } from './change-store.ts'
import { stretchOf } from './demand.ts'
import { groupOf } from './rules/demand.ts'

const mostChanges = 100
const bite = 50
/** Fewer people than this are not counted in public. */
const fewest = 3

export interface NewChange {
  group: string
  what: ChangeKind
  sentences: { en: string } & { [one in Language]?: string | undefined }
  from?: string | undefined
  to?: string | undefined
}

/**
 * Records what was changed for a group and says whom to tell: everyone in it whom no change has answered, each once. Refuses
 * `promises.nobody_asked` when nobody is left, as for the second of two who record at once.
 */
export async function recordChange(ctx: Context, { group, what, sentences, ...asked }: NewChange): Promise<Change> {
  if (!groupOf(group)) refuse('promises.nobody_asked')
  const { from, to } = stretchOf(ctx, asked)
  const byId = ctx.actor.kind === 'staff' ? ctx.actor.id : null
  const row = { id: newId('change', ctx), groupKey: group, what, sentences, asked: 0, byId, madeAt: ctx.now }
  await store.insertChange(ctx.db, row)
  const count = await store.answerDemands(ctx.db, { changeId: row.id, group, from, to })
  if (!count) refuse('promises.nobody_asked')
  await store.setAsked(ctx.db, row.id, count)
  await ctx.tell('promise.change_made', { changeId: row.id, group, what, asked: count, sentences })
  return viewOf({ ...row, asked: count, told: 0 }, byId ? await namesOf(ctx, [byId]) : new Map())
}

/** What was changed because customers asked, latest first, a hundred at most. */
export async function listChanges(ctx: Context): Promise<Change[]> {
  const rows = await store.latestChanges(ctx.db, mostChanges)
  const names = await namesOf(
    ctx,
    rows.flatMap(({ byId }) => byId ?? []),
  )
  return rows.map((row) => viewOf(row, names))
}

/** A change as anybody may read it: the sentence in their language or English, since when, and because how many asked. */
export interface PublicChange {
  sentence: string
  language: Language
  at: Date
  /** Null for fewer than three people: "because you asked". */
  asked: number | null
  /** "It changed because 14 of you asked." */
  because: string
}

/** What was changed because customers asked, for everybody to read, latest first. */
export const changesFor = async (ctx: Context): Promise<PublicChange[]> =>
  (await store.publicChanges(ctx.db, mostChanges)).map((row) => publicView(ctx, row))

/** What was changed in a span because somebody of an organisation asked, latest first. */
export const changesOf = async (ctx: Context, of: { organisationId: string; from: Date; to: Date }): Promise<PublicChange[]> =>
  (await store.changesOf(ctx.db, of, mostChanges)).map((row) => publicView(ctx, row))

function publicView({ t }: Context, { sentences, asked, madeAt }: ChangeRow): PublicChange {
  const { sentence, language } = sentenceIn(sentences, t.language)
  return { sentence, language, at: madeAt, asked: asked < fewest ? null : asked, because: becauseOf(t, asked) }
}

/** The sentence of a change in a language, else in English. */
export function sentenceIn(sentences: ChangeRow['sentences'], language: Language): { sentence: string; language: Language } {
  const own = sentences[language]
  return own ? { sentence: own, language } : { sentence: sentences.en ?? '', language: 'en' }
}

/** "because 14 of you asked", "because you asked" for fewer than three. */
export const becauseOf = (t: Context['t'], asked: number): string => t(asked < fewest ? 'change.because_few' : 'change.because', { asked })

/** Tells each person of a change, once, on the case they asked in: one transaction a person, the row its mark. */
export const tellingSweep: Sweep = {
  name: 'changes',
  wakes: ['promise.change_made'],
  async work(kept) {
    const due = await store.dueTellings(kept.database, bite)
    for (const telling of due) await change(kept, system, 'en', (ctx) => tellOne(ctx, telling))
    return due.length
  },
  nextAt: async (kept) => ((await store.dueTellings(kept.database, 1)).length ? kept.clock.now() : null),
}

async function tellOne(ctx: Context, telling: { changeId: string; customerId: string; caseId: string }): Promise<void> {
  const { changeId, caseId } = telling
  await lockCase(ctx, caseId)
  if (!(await store.markTold(ctx.db, { ...telling, now: ctx.now }))) return
  const made = await store.changeById(ctx.db, changeId)
  if (made) await ctx.tell('promise.change_told', { caseId, changeId, asked: made.asked, sentences: made.sentences })
}

const viewOf = (
  { id, groupKey, what, sentences, asked, told, byId, madeAt }: store.ChangeRow & { told: number },
  names: ReadonlyMap<string, string>,
): Change => ({ id, group: groupKey, what, sentences: withoutGaps(sentences), asked, told, byName: names.get(byId ?? '') ?? null, madeAt })

const withoutGaps = (sentences: ChangeRow['sentences']): Change['sentences'] =>
  Object.fromEntries(Object.entries(sentences).filter(([, said]) => said !== undefined))
